import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { httpRequest } from '../../testing/http-request.ts';
import { startInProcessRelay, type InProcessRelay } from '../../testing/in-process-relay.ts';
import { exchangeRaw, openRawSocket } from '../../testing/raw-socket.ts';
import { refusalsFor } from '../../testing/refusals.ts';
import { connectAs, type RelaySocket } from '../../testing/relay-socket.ts';
import { upgradeRequest } from '../../testing/websocket-frames.ts';

const MANY = 1_000;
const SOCKETS = 64;

let relay: InProcessRelay;
/** Was there before any attack, and has to be served throughout. */
let capture: RelaySocket;
let sequence = 0;
const held: Socket[] = [];

beforeAll(async () => {
  relay = await startInProcessRelay({
    limits: { sockets: SOCKETS, headersTimeoutMs: 300, requestTimeoutMs: 300, inspectionMs: 50 },
  });
  capture = await connectAs(relay, 'capture');
});
afterEach(async () => {
  for (const socket of held.splice(0)) socket.destroy();
  const seq = (sequence += 1);
  capture.send({ type: 'ticks', seq, ticks: [['EURUSD_otc', 1 + seq / 1_000, Date.now(), Date.now()]] });
  await capture.take('ack', (ack) => ack.seq === seq);
  expect((await httpRequest(`${relay.url}/health`)).status).toBe(200);
});
afterAll(async () => {
  await capture.close();
  await relay.close();
});

const holdSocket = async (): Promise<Socket> => {
  const socket = await openRawSocket(relay.port);
  held.push(socket);
  return socket.resume();
};

const endOf = (socket: Socket): Promise<unknown> =>
  new Promise((resolve) => socket.once('end', resolve).once('close', resolve));

/** A request as it is written, which Node's own client would tidy. */
const requestOf = (line: string, headers = ''): string =>
  `${line}\r\nHost: 127.0.0.1:${relay.port}\r\nConnection: close\r\n${headers}\r\n`;

const expectCounted = async (reason: string, attack: () => Promise<unknown>): Promise<void> => {
  const before = await refusalsFor(relay, reason);
  await attack();
  expect(await refusalsFor(relay, reason)).toBeGreaterThan(before);
};

test.each([
  '/../../../etc/passwd',
  '/owner-token',
  '//owner-token',
  '/api/../owner-token',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/..%5c..%5cowner-token',
  '/./ticks.sqlite',
  '/health/../paired.json',
  '/health%00',
  'http://127.0.0.1/health',
  '/__proto__',
])('the path %s leads nowhere, with the token too', (path) =>
  expectCounted('not-found', async () => {
    const answer = await exchangeRaw(
      relay.port,
      requestOf(`GET ${path} HTTP/1.1`, `Authorization: Bearer ${relay.ownerToken}\r\n`),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(answer).not.toContain(relay.ownerToken);
  }),
);

test.each([
  ['no HTTP', 'hello\r\n\r\n', 400, 'request-malformed'],
  ['TLS', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000', 400, 'request-malformed'],
  [
    'two lengths',
    'POST /pair HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
    400,
    'request-malformed',
  ],
  [
    'a length and chunks, as for smuggling',
    'POST /pair HTTP/1.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n',
    400,
    'request-malformed',
  ],
  ['32 KB of headers', `GET / HTTP/1.1\r\nX: ${'x'.repeat(32_768)}\r\n\r\n`, 431, 'headers-too-large'],
  ['no Host', 'GET /health HTTP/1.1\r\nConnection: close\r\n\r\n', 403, 'host-refused'],
  ['no Host in HTTP/1.0', 'GET /health HTTP/1.0\r\n\r\n', 403, 'host-refused'],
  ['a tunnel', 'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n', 405, 'method-wrong'],
])('%s is refused and counted', (_what, bytes, status, reason) =>
  expectCounted(reason, async () => {
    expect(await exchangeRaw(relay.port, Buffer.from(bytes, 'latin1'))).toMatch(`HTTP/1.1 ${status} `);
  }),
);

test.each([
  ['headers', 'GET /health HTTP/1.1\r\nHost: 1'],
  ['body', 'POST /pair HTTP/1.1\r\nHost: HOST\r\nContent-Length: 100\r\n\r\n{'],
  ['nothing at all', ''],
])('who sends %s and then waits is let go', (_what, begin) =>
  expectCounted('request-too-slow', async () => {
    const socket = await holdSocket();
    const ended = once(socket, 'end');
    socket.write(begin.replace('HOST', `127.0.0.1:${relay.port}`));
    await ended;
  }),
);

test('of 1,000 connections each is closed: at once beyond the limit, and soon where it says nothing', async () => {
  const counted = async (): Promise<number> =>
    (await refusalsFor(relay, 'too-many-sockets')) + (await refusalsFor(relay, 'request-too-slow'));
  const before = await counted();
  const attack = async (): Promise<void> => {
    const sockets = await Promise.all(Array.from({ length: MANY }, holdSocket));
    const open = sockets.filter((socket) => !socket.readableEnded && !socket.destroyed);
    await Promise.all(open.map(endOf));
  };
  await expectCounted('too-many-sockets', attack);
  expect((await counted()) - before).toBeGreaterThanOrEqual(MANY);
});

test('a client whose WebSocket is refused, and that keeps its end open, takes no place', () =>
  expectCounted('not-found', async () => {
    for (let count = 0; count < 2 * SOCKETS; count += 1) {
      const socket = await holdSocket();
      const ended = endOf(socket);
      socket.write(upgradeRequest(relay.port).replace('/v1', '/v2'));
      await ended;
    }
    expect((await httpRequest(`${relay.url}/health`)).status).toBe(200);
  }));

test('five wrong pairing codes lock it, for the right one too, and the sixth says what to do', async () => {
  const headers = { authorization: `Bearer ${relay.ownerToken}` };
  const issue = async (): Promise<string> => {
    const { json } = await httpRequest(`${relay.url}/api/pairing-codes`, { method: 'POST', headers });
    return (json() as { code: string }).code;
  };
  const redeem = async (code: string) => {
    const answer = await httpRequest(`${relay.url}/pair`, { method: 'POST', body: JSON.stringify({ code }) });
    return answer.json() as { token?: string; error?: { code: string; message: string } };
  };
  const code = await issue();
  await expectCounted('code-refused', async () => {
    for (let count = 0; count < 4; count += 1)
      expect((await redeem('AAAA-AAAA')).error?.code).toBe('code-refused');
  });
  await expectCounted('code-locked', () => redeem('AAAA-AAAA'));
  expect((await redeem(code)).error).toEqual({
    code: 'code-locked',
    message: 'The pairing code is locked after 5 wrong tries: run `tick-relay pair` for a new one.',
  });
  expect((await redeem(await issue())).token).toBeDefined();
});
