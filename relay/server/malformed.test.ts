import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { httpRequest } from '../../testing/http-request.ts';
import { startInProcessRelay, type InProcessRelay } from '../../testing/in-process-relay.ts';
import { anyText } from '../../testing/malformed-messages.ts';
import { connectAs, RelaySocket } from '../../testing/relay-socket.ts';

/** None of this may end a connection here, so that the same one takes it all. */
const PATIENT = { refusedMessages: Infinity, captureMessagesPerSecond: 1e6, viewMessagesPerSecond: 1e6 };

let relay: InProcessRelay;
beforeAll(async () => {
  relay = await startInProcessRelay({ limits: PATIENT });
});
afterAll(() => relay.close());

const expectAlive = async (): Promise<void> => {
  expect((await httpRequest(`${relay.url}/health`)).status).toBe(200);
};

test.each(['capture', 'view'] as const)(
  'no text of a %s breaks the relay or its connection',
  async (role) => {
    const socket = await connectAs(relay, role);
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { minLength: 1, maxLength: 20 }), async (texts) => {
        for (const text of texts) socket.send(text);
        if (role === 'capture') socket.send({ type: 'ticks', seq: 999_999, ticks: [] });
        else socket.send({ type: 'history', id: 999_999, pair: 'A', timeframe: '1m', limit: 1 });
        if (role === 'capture') await socket.take('ack', ({ seq }) => seq === 999_999);
        else await socket.take('history', ({ id }) => id === 999_999);
      }),
      { numRuns: 60 },
    );
    await socket.close();
    await expectAlive();
  },
);

test('no first message breaks the relay', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, async (text) => {
      const socket = new RelaySocket(relay.wsUrl);
      await socket.opened();
      socket.send(text);
      await socket.closed;
    }),
    { numRuns: 40 },
  );
  await expectAlive();
});

test('no bytes on the port break the relay', async () => {
  const upgrade = 'GET /v1 HTTP/1.1\r\nHost: HOST\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n';
  const starts = fc.constantFrom(
    '',
    'GET / HTTP/1.1\r\n',
    upgrade,
    `${upgrade}Sec-WebSocket-Version: 99\r\n\r\n`,
  );
  await fc.assert(
    fc.asyncProperty(starts, fc.uint8Array({ maxLength: 200 }), async (begin, bytes) => {
      await new Promise<void>((resolve) => {
        const socket = connect(relay.port, '127.0.0.1', () => {
          socket.write(begin.replace('HOST', `127.0.0.1:${relay.port}`));
          socket.end(bytes);
        });
        socket.resume();
        socket.on('error', () => resolve());
        socket.on('close', () => resolve());
      });
    }),
    { numRuns: 60 },
  );
  await expectAlive();
});

test('no query and no body break the HTTP interface', async () => {
  const headers = { authorization: `Bearer ${relay.ownerToken}` };
  const routes = fc.constantFrom('/api/ticks', '/api/candles', '/api/pairs', '/pair', '/%00', '//', '/..');
  const query = fc.dictionary(
    fc.constantFrom('pair', 'from', 'to', 'limit', 'before', 'timeframe', 'x'),
    fc.string(),
  );
  await fc.assert(
    fc.asyncProperty(routes, query, fc.string(), async (route, values, body) => {
      const url = `${relay.url}${route}?${new URLSearchParams(values).toString()}`;
      expect((await httpRequest(url, { headers })).status).toBeLessThan(500);
      expect((await httpRequest(url, { method: 'POST', headers, body })).status).toBeLessThan(500);
    }),
    { numRuns: 60 },
  );
});
