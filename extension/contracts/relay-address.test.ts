import { expect, test } from 'vitest';
import { parseRelayUrl, socketUrl } from './relay-address.ts';

test.each([
  ['http://127.0.0.1:8787', 'http://127.0.0.1:8787'],
  [' http://localhost:9000/ ', 'http://localhost:9000'],
  ['127.0.0.1:8787', 'http://127.0.0.1:8787'],
])('takes %s', (typed, url) => {
  expect(parseRelayUrl(typed)).toBe(url);
});

test.each([
  '',
  'relay',
  'https://127.0.0.1:8787',
  'ws://127.0.0.1:8787',
  'http://example.com:8787',
  'http://127.0.0.1.example.com',
  'http://user@127.0.0.1:8787',
  'http://127.0.0.1:8787/v1',
  'http://127.0.0.1:99999',
])('refuses %j', (typed) => {
  expect(parseRelayUrl(typed)).toBeUndefined();
});

test('the socket stands beside the HTTP address', () => {
  expect(socketUrl('http://127.0.0.1:8787')).toBe('ws://127.0.0.1:8787/v1');
});
