import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { isPairingCode, normalizePairingCode, requestToken } from './pairing.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A real HTTP server that answers `/pair` with what `answer` makes of the code. */
const serve = async (answer: (code: unknown) => unknown): Promise<string> => {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { code } = JSON.parse(body) as { code: unknown };
      response.end(JSON.stringify(request.url === '/pair' ? answer(code) : {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

test('a code is read however it is typed', () => {
  expect(normalizePairingCode('abcd')).toBe('ABCD');
  expect(normalizePairingCode('abcde')).toBe('ABCD-E');
  expect(normalizePairingCode(' abcd efgh\n')).toBe('ABCD-EFGH');
  expect(normalizePairingCode('ABCD-EFGHIJ')).toBe('ABCD-EFGH');
  expect(isPairingCode('ABCD-EFGH')).toBe(true);
  expect(isPairingCode('ABCD-EFG')).toBe(false);
});

test('the relay gives a token for its code and its sentence for any other', async () => {
  const relayUrl = await serve((code) =>
    code === 'ABCD-EFGH' ? { token: 'long' } : { error: { code: 'code-refused', message: 'No such code.' } },
  );
  expect(await requestToken(relayUrl, 'ABCD-EFGH')).toEqual({ ok: true, token: 'long' });
  expect(await requestToken(relayUrl, 'ABCD-EFGX')).toEqual({ ok: false, message: 'No such code.' });
});

test('something that is no relay gives no token', async () => {
  const stranger = await serve(() => ({ hello: 'world' }));
  expect(await requestToken(stranger, 'ABCD-EFGH')).toEqual({ ok: false });
  expect(await requestToken('http://127.0.0.1:1', 'ABCD-EFGH')).toEqual({ ok: false });
});
