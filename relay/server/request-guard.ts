import type { IncomingMessage } from 'node:http';
import { EXTENSION_ORIGIN } from '../../shared/extension-id.ts';

const OWN_NAMES = ['127.0.0.1', 'localhost', '[::1]'];
const DEFAULT_HTTP_PORT = 80;

/**
 * Whether the request names this machine. A page that rebinds its own DNS name to 127.0.0.1 reaches the port,
 * but its `Host` is still its name.
 */
export const isOwnHost = (host: string | undefined, port: number): boolean =>
  OWN_NAMES.some((name) => host === `${name}:${port}` || (port === DEFAULT_HTTP_PORT && host === name));

/** Who the browser says is asking; programs other than browsers send no `Origin`. */
export type Caller = 'program' | 'our-extension' | 'other-extension' | 'foreign';

export const callerOf = ({ origin }: IncomingMessage['headers']): Caller => {
  if (origin === undefined) return 'program';
  if (origin === EXTENSION_ORIGIN) return 'our-extension';
  return origin.startsWith('chrome-extension://') ? 'other-extension' : 'foreign';
};

export const WRONG_HOST =
  'The relay answers only to 127.0.0.1 and localhost: use http://127.0.0.1 with its port.';

export const WRONG_ORIGIN =
  'The relay serves its own extension only: load the folder dist/extension of this relay, whose id is fixed, and remove other copies.';
