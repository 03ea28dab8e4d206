import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { httpRequest } from '../../testing/http-request.ts';
import { startInProcessRelay, type InProcessRelay } from '../../testing/in-process-relay.ts';
import { openRawSocket } from '../../testing/raw-socket.ts';
import { refusalsFor } from '../../testing/refusals.ts';
import { connectAs, RelaySocket } from '../../testing/relay-socket.ts';
import { clientFrame, upgradeRequest } from '../../testing/websocket-frames.ts';
import type { Limits } from './limits.ts';
import type { RelayReport } from './relay-report.ts';

let relay: InProcessRelay | undefined;
afterEach(() => relay?.close());

const start = async (limits: Partial<Limits>): Promise<InProcessRelay> => {
  relay = await startInProcessRelay({ limits });
  return relay;
};

const errorsOf = async (socket: RelaySocket): Promise<string[]> =>
  (await socket.closed).flatMap((message) => (message.type === 'error' ? [message.code] : []));

const viewing = async ({ url, ownerToken }: InProcessRelay): Promise<number> => {
  const headers = { authorization: `Bearer ${ownerToken}` };
  const { json } = await httpRequest(`${url}/api/status`, { headers });
  return (json() as RelayReport).connections.view;
};

test('a connection that does not say hello is let go', async () => {
  const { wsUrl } = await start({ helloTimeoutMs: 50 });
  expect(await errorsOf(new RelaySocket(wsUrl))).toEqual(['hello-missing']);
});

test('too many messages a second end the connection', async () => {
  const view = await connectAs(await start({ viewMessagesPerSecond: 5 }), 'view');
  for (let count = 0; count < 20; count += 1) view.send({ type: 'heartbeat' });
  expect(await errorsOf(view)).toEqual(['too-many-messages']);
});

test('several refused messages end the connection, one does not', async () => {
  const capture = await connectAs(await start({ refusedMessages: 3 }), 'capture');
  capture.send({ type: 'ticks', seq: -1, ticks: [] });
  capture.send({ type: 'ticks', seq: 1, ticks: [] });
  expect((await capture.take('ack')).seq).toBe(1);
  capture.send('no JSON');
  capture.socket.send(Buffer.from([1, 2, 3]), { binary: true });
  expect(await errorsOf(capture)).toEqual(['message-refused']);
});

test.each([
  ['capture', { type: 'ticks', seq: 1, ticks: [] }, 'ack'],
  ['view', { type: 'history', id: 1, pair: 'A', timeframe: '1m', limit: 1 }, 'history'],
] as const)('types that a newer %s sends are passed over and counted', async (role, known, answer) => {
  const running = await start({ refusedMessages: 3 });
  const client = await connectAs(running, role);
  for (let count = 0; count < 7; count += 1) client.send({ type: 'mood', of: 'tomorrow' });
  client.send({ ...known, weather: 'a field of a newer one' });
  await client.take(answer);
  const headers = { authorization: `Bearer ${running.ownerToken}` };
  expect((await httpRequest(`${running.url}/metrics`, { headers })).body).toContain(
    `tick_relay_messages_refused_total{role="${role}",reason="unknown-type"} 7`,
  );
  await client.close();
});

test('a message beyond the size limit ends the connection, and the relay goes on', async () => {
  const running = await start({});
  const capture = await connectAs(running, 'capture');
  capture.send(`{"type":"ticks","seq":1,"ticks":[${'0,'.repeat(600_000)}0]}`);
  await capture.closed;
  await (await connectAs(running, 'view')).close();
});

test('one connection more than the limit is told so', async () => {
  const running = await start({ connections: 2 });
  const [first, second] = [await connectAs(running, 'view'), await connectAs(running, 'capture')];
  expect(await errorsOf(new RelaySocket(running.wsUrl))).toEqual(['too-many-connections']);
  await first.close();
  await (await connectAs(running, 'view')).close();
  await second.close();
});

test('both ends hear a heartbeat, and a silent connection is dead', async () => {
  const running = await start({ heartbeatMs: 30, silenceMs: 400, inspectionMs: 20 });
  const [silent, awake] = [await connectAs(running, 'view'), await connectAs(running, 'capture')];
  const beat = setInterval(() => awake.send({ type: 'heartbeat' }), 50);
  await awake.take('heartbeat');
  await silent.closed;
  expect(awake.socket.readyState).toBe(awake.socket.OPEN);
  expect(await refusalsFor(running, 'silent')).toBe(1);
  clearInterval(beat);
  await awake.close();
});

test('a message that comes byte by byte is no sign of life', async () => {
  const running = await start({ silenceMs: 200, inspectionMs: 20 });
  const socket = await openRawSocket(running.port);
  const hello = { type: 'hello', version: 1, role: 'view', token: running.ownerToken };
  socket.resume();
  socket.write(upgradeRequest(running.port));
  socket.write(clientFrame(JSON.stringify(hello)));
  const [...slow] = clientFrame('x'.repeat(60_000));
  const dribble = setInterval(() => socket.write(Buffer.from(slow.splice(0, 1))), 20);
  await new Promise((resolve) => socket.once('end', resolve).once('close', resolve));
  clearInterval(dribble);
  socket.destroy();
  expect(await refusalsFor(running, 'silent')).toBe(1);
});

test('a viewer that does not read gets no more than its buffer, is let go, and holds nobody up', async () => {
  const running = await start({ bufferedBytes: 20_000, slowMs: 100, inspectionMs: 20 });
  const [slow, quick] = [await connectAs(running, 'view'), await connectAs(running, 'view')];
  const capture = await connectAs(running, 'capture');
  for (const viewer of [slow, quick]) {
    viewer.send({ type: 'subscribe', pairs: '*' });
    await viewer.take('status');
  }
  slow.socket.pause();
  const now = Date.now();
  for (let seq = 0; (await viewing(running)) === 2; seq += 1) {
    const ticks = Array.from({ length: 5_000 }, (_, n) => ['BULK_otc', 1 + n / 1e6, now - seq, now]);
    capture.send({ type: 'ticks', seq, ticks });
    await quick.take('ticks');
  }
  slow.socket.resume();
  expect(await errorsOf(slow)).not.toContain('relay-stopping');
  expect(quick.socket.readyState).toBe(quick.socket.OPEN);
  await Promise.all([quick.close(), capture.close()]);
});

test('a client that asks over HTTP and reads no answer is let go, one that only begins late is not', async () => {
  const running = await start({ slowMs: 500, inspectionMs: 20 });
  const capture = await connectAs(running, 'capture');
  const now = Date.now();
  const ticks = Array.from({ length: 1_000 }, (_, n) => ['BULK_otc', 1 + n / 1e6, now, now]);
  capture.send({ type: 'ticks', seq: 1, ticks });
  await capture.take('ack');
  const ask = (connection: string): string =>
    [
      'GET /api/ticks?pair=BULK_otc HTTP/1.1',
      `Host: 127.0.0.1:${running.port}`,
      `Authorization: Bearer ${running.ownerToken}`,
      `Connection: ${connection}`,
    ].join('\r\n') + '\r\n\r\n';
  const questions = ask('keep-alive').repeat(200) + ask('close');

  const late = await openRawSocket(running.port);
  late.write(questions);
  await sleep(100);
  let bytes = 0;
  late.on('data', (chunk: Buffer) => (bytes += chunk.length));
  await new Promise((resolve) => late.once('end', resolve));
  expect(bytes).toBeGreaterThan(200 * 1_000 * 40);
  expect(await refusalsFor(running, 'answers-unread')).toBe(0);

  const deaf = await openRawSocket(running.port);
  deaf.write(questions);
  while ((await refusalsFor(running, 'answers-unread')) === 0) await sleep(20);
  const ended = new Promise((resolve) => deaf.once('end', resolve).once('close', resolve));
  deaf.resume();
  await ended;
  for (const socket of [late, deaf]) socket.destroy();
});

test('a viewer that reads again is brought up to date on the same connection', async () => {
  const running = await start({ bufferedBytes: 20_000, slowMs: 60_000 });
  const viewer = await connectAs(running, 'view');
  const capture = await connectAs(running, 'capture');
  viewer.send({ type: 'subscribe', pairs: '*' });
  await viewer.take('status');
  capture.send({ type: 'page', pair: 'BULK_otc' });
  await viewer.take('page');
  const behind = async (): Promise<boolean> => {
    const headers = { authorization: `Bearer ${running.ownerToken}` };
    const { body } = await httpRequest(`${running.url}/metrics`, { headers });
    return body.includes('tick_relay_connections_behind_total{role="view"} 1');
  };
  viewer.socket.pause();
  const now = Date.now();
  let seq = 0;
  for (; !(await behind()); seq += 1) {
    const ticks = Array.from({ length: 5_000 }, (_, n) => ['BULK_otc', 1 + n / 1e6, now - 60_000 + seq, now]);
    capture.send({ type: 'ticks', seq, ticks });
    await capture.take('ack');
  }
  viewer.socket.resume();
  expect((await viewer.take('historyChanged')).pairs).toEqual(['BULK_otc']);
  expect((await viewer.take('page')).pair).toBe('BULK_otc');
  await viewer.take('status', ({ status }) => status.kept === seq * 5_000);
  capture.send({ type: 'ticks', seq, ticks: [['BULK_otc', 2, now, now]] });
  await viewer.take('ticks', ({ ticks }) => (ticks[0] as number[])[1] === 2);
  expect(viewer.socket.readyState).toBe(viewer.socket.OPEN);
  await Promise.all([viewer.close(), capture.close()]);
});

test('closing tells every client and keeps what was sent before', async () => {
  const running = await start({});
  const capture = await connectAs(running, 'capture');
  capture.send({ type: 'ticks', seq: 4, ticks: [['LAST_otc', 1, Date.now(), Date.now()]] });
  await capture.take('ack');
  relay = undefined;
  await running.close();
  expect(await errorsOf(capture)).toEqual(['relay-stopping']);
});
