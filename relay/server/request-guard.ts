import type { IncomingMessage } from 'node:http';
import { EXTENSION_ORIGIN } from '../../shared/extension-id.ts';

const OWN_NAMES = ['127.0.0.1', 'localhost', '[::1]'];
const DEFAULT_HTTP_PORT = 80;

/**
 * Whether the request names this machine. A page that rebinds its own DNS name to 127.0.0.1 reaches the port,
 * but its `Host` is still its name.
 */
const isOwnHost = (host: string | undefined, port: number): boolean =>
  OWN_NAMES.some((name) => host === `${name}:${port}` || (port === DEFAULT_HTTP_PORT && host === name));

/** Who the browser says is asking; programs other than browsers send no `Origin`. */
export type Caller = 'wrong-host' | 'program' | 'our-extension' | 'own-page' | 'other-extension' | 'foreign';

/**
 * Whether another site's page asks without an `Origin`, as for an image or a script. To follow a link from there to
 * the relay's own page is no such request.
 */
const isFromOtherSite = (headers: IncomingMessage['headers']): boolean =>
  ['cross-site', 'same-site'].includes(String(headers['sec-fetch-site'])) &&
  headers['sec-fetch-mode'] !== 'navigate';

export const callerOf = ({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>): Caller => {
  const { origin, host = '' } = headers;
  if (!isOwnHost(host, socket.localPort ?? 0)) return 'wrong-host';
  if (origin === undefined) return isFromOtherSite(headers) ? 'foreign' : 'program';
  if (origin === EXTENSION_ORIGIN) return 'our-extension';
  // A page that this relay has served is of the same name and port.
  if (origin === `http://${host}`) return 'own-page';
  return origin.startsWith('chrome-extension://') ? 'other-extension' : 'foreign';
};

export const WRONG_HOST =
  'The relay answers only to 127.0.0.1 and localhost: use http://127.0.0.1 with its port.';

export const WRONG_ORIGIN =
  'The relay serves its own extension and its own page only: load the folder dist/extension of this relay, whose id is fixed, and remove other copies.';
