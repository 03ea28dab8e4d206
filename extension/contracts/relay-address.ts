import { PROTOCOL_PATH } from '../../shared/protocol.ts';

const LOCAL_HOSTS = new Set(['127.0.0.1', 'localhost']);

/**
 * Reads a relay URL that a person typed: `http://127.0.0.1:8787`, `localhost:8787`.
 * Returns it without a path, or `undefined` where it is not this machine's over HTTP.
 */
export const parseRelayUrl = (text: string): string | undefined => {
  const trimmed = text.trim();
  const withScheme = trimmed.includes('://') ? trimmed : `http://${trimmed}`;
  if (!URL.canParse(withScheme)) return undefined;
  const url = new URL(withScheme);
  const plain = url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password;
  return url.protocol === 'http:' && plain && LOCAL_HOSTS.has(url.hostname) ? url.origin : undefined;
};

/** The WebSocket address of the relay at `relayUrl`: `ws://127.0.0.1:8787/v1`. */
export const socketUrl = (relayUrl: string): string => {
  const url = new URL(PROTOCOL_PATH, relayUrl);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
};
