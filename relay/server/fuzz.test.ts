import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { seededRandom } from '../../simulator/random.ts';
import { httpRequest } from '../../testing/http-request.ts';
import { startInProcessRelay, type InProcessRelay } from '../../testing/in-process-relay.ts';
import { anyText } from '../../testing/malformed-messages.ts';
import { mutateBytes, mutateText, pick } from '../../testing/mutate.ts';
import { openRawSocket } from '../../testing/raw-socket.ts';
import { readRefusals } from '../../testing/refusals.ts';
import { connectAs } from '../../testing/relay-socket.ts';
import { clientFrame, OPCODES, upgradeRequest } from '../../testing/websocket-frames.ts';

const SEED = 20_260;
/** Together 100,000 inputs. */
const MESSAGES = 88_000;
const REQUESTS = 4_000;
const CONNECTIONS_OF_FRAMES = 2_000;
const FRAMES_EACH = 4;

/** So that one connection takes them all: what ends one for its refusals is in `limits.test.ts`. */
const PATIENT = { refusedMessages: Infinity, captureMessagesPerSecond: 1e9, viewMessagesPerSecond: 1e9 };
const TOGETHER = 16;
const BURST = 500;

let relay: InProcessRelay;
let corpus: readonly string[];
let marks = 0;
const random = seededRandom(SEED);

beforeAll(async () => {
  corpus = fc.sample(anyText, { numRuns: 500, seed: SEED });
  relay = await startInProcessRelay({ limits: PATIENT });
});
afterAll(() => relay.close());

const refusedSoFar = async (): Promise<number> =>
  [...(await readRefusals(relay)).values()].reduce((sum, count) => sum + count, 0);

let refusedBefore = 0;
beforeAll(async () => {
  refusedBefore = await refusedSoFar();
});

/** After each attack: the relay answers, and takes, keeps and tells a tick. */
afterEach(async () => {
  const [pair, price] = [`MARK${(marks += 1)}_otc`, 1.25];
  const capture = await connectAs(relay, 'capture');
  capture.send({ type: 'ticks', seq: 1, ticks: [[pair, price, Date.now(), Date.now()]] });
  await capture.take('ack');
  await capture.close();
  const headers = { authorization: `Bearer ${relay.ownerToken}` };
  const { json } = await httpRequest(`${relay.url}/api/ticks?pair=${pair}`, { headers });
  expect(json()).toMatchObject({ ticks: [{ pair, price }] });
});

/** Sends the bytes and our end of the connection; answers what the relay said until it ended its own. */
const attack = async (bytes: Uint8Array): Promise<string> => {
  const socket = await openRawSocket(relay.port);
  let said = '';
  socket.on('data', (chunk: Buffer) => (said += chunk.toString('latin1')));
  await new Promise((resolve) => {
    socket.once('end', resolve).once('close', resolve);
    socket.end(bytes);
  });
  socket.destroy();
  return said;
};

const attackOften = async (connections: number, bytes: () => Uint8Array): Promise<string[]> => {
  const said: string[] = [];
  while (said.length < connections) {
    const together = Math.min(TOGETHER, connections - said.length);
    said.push(...(await Promise.all(Array.from({ length: together }, () => attack(bytes())))));
  }
  return said;
};

test.each(['capture', 'view'] as const)(
  `${MESSAGES / 2} messages of a %s`,
  async (role) => {
    const before = await refusedSoFar();
    const client = await connectAs(relay, role);
    for (let sent = 0; sent < MESSAGES / 2; sent += BURST) {
      for (let n = 0; n < BURST; n += 1) client.send(mutateText(random, pick(random, corpus)));
      // The answer to a good one comes after all before it, on the same connection.
      const id = 10_000_000 + sent;
      if (role === 'capture') {
        client.send({ type: 'ticks', seq: id, ticks: [] });
        await client.take('ack', ({ seq }) => seq === id);
      } else {
        client.send({ type: 'history', id, pair: 'A', timeframe: '1m', limit: 1 });
        await client.take('history', (history) => history.id === id);
      }
    }
    await client.close();
    expect((await refusedSoFar()) - before).toBeGreaterThan(MESSAGES / 4);
  },
  120_000,
);

const requestOf = (): string => {
  const method = pick(random, ['GET', 'POST', 'PUT', 'OPTIONS', 'CONNECT', 'HEAD', 'PRI']);
  const path = pick(random, ['/health', '/metrics', '/pair', '/v1', '/api/ticks?pair=A', '/../..', '*']);
  const body = pick(random, ['', '{"code":"AAAA-AAAA"}', '{']);
  return [
    `${method} ${path} HTTP/1.${pick(random, ['0', '1', '1', '1'])}`,
    `Host: ${pick(random, ['evil.example', `127.0.0.1:${relay.port}`])}`,
    `Authorization: Bearer ${pick(random, ['', 'x'.repeat(43), 'x'.repeat(600)])}`,
    `${pick(random, ['Content-Length', 'Transfer-Encoding: chunked\r\nX'])}: ${body.length}`,
    pick(random, [
      'Upgrade: websocket\r\nConnection: Upgrade',
      'Origin: https://evil.example',
      'Expect: x',
      'A: b',
    ]),
    '',
    body,
  ].join('\r\n');
};

test(`${REQUESTS} HTTP requests, each with bytes changed`, async () => {
  const before = await refusedSoFar();
  const said = await attackOften(REQUESTS, () => mutateBytes(random, Buffer.from(requestOf(), 'latin1')));
  const statuses = said.map((text) => /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 'none');
  expect(statuses.filter((status) => status.startsWith('5'))).toEqual([]);
  const refused = statuses.filter((status) => status.startsWith('4')).length;
  expect(refused).toBeGreaterThan(REQUESTS / 2);
  expect((await refusedSoFar()) - before).toBeGreaterThanOrEqual(refused);
}, 120_000);

test(`${CONNECTIONS_OF_FRAMES * FRAMES_EACH} WebSocket frames, with any header`, async () => {
  const before = await refusedSoFar();
  const hello = JSON.stringify({ type: 'hello', version: 1, role: 'view', token: relay.ownerToken });
  const framesOf = (): Buffer[] =>
    Array.from({ length: FRAMES_EACH }, () => {
      const text = pick(random, corpus).slice(0, 200);
      const frame = clientFrame(text, pick(random, OPCODES), random() < 0.7);
      return random() < 0.5 ? frame : mutateBytes(random, frame, 6);
    });
  const said = await attackOften(CONNECTIONS_OF_FRAMES, () =>
    Buffer.concat([Buffer.from(upgradeRequest(relay.port)), clientFrame(hello), ...framesOf()]),
  );
  expect(said.filter((text) => !text.includes('"type":"welcome"'))).toEqual([]);
  expect((await refusedSoFar()) - before).toBeGreaterThan(CONNECTIONS_OF_FRAMES / 2);
}, 120_000);

test('of all of them, more than half were refused and counted', async () => {
  const inputs = MESSAGES + REQUESTS + CONNECTIONS_OF_FRAMES * FRAMES_EACH;
  expect(inputs).toBe(100_000);
  expect((await refusedSoFar()) - refusedBefore).toBeGreaterThan(inputs / 2);
});
