import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { PairSummary } from '../../shared/protocol.ts';
import { tickToTuple } from '../../shared/tick.ts';
import { runTickRelay } from '../../testing/command-line.ts';
import { startInProcessRelay, type InProcessRelay } from '../../testing/in-process-relay.ts';
import { startLiveViewer } from '../../testing/live-viewer.ts';
import { startRedis, type RedisServer } from '../../testing/redis-server.ts';
import { askRelay, readCandles } from '../../testing/relay-api.ts';
import { connectAs } from '../../testing/relay-socket.ts';
import { START, ticksOf } from '../../testing/ticks.ts';

const PAIR = 'EURUSD_otc';
const REPLAYED = `${PAIR}@replay`;
const TICKS = ticksOf(PAIR, 2_600, 100);

let redis: RedisServer;
let relay: InProcessRelay;
let program: Redis;
const heard: { pair: string; price: number; timestamp: number }[] = [];
beforeAll(async () => {
  redis = await startRedis();
  relay = await startInProcessRelay({ config: { redisUrls: [redis.url], logRetentionDays: 36_500 } });
  const capture = await connectAs(relay, 'capture');
  capture.send({ type: 'ticks', seq: 1, ticks: TICKS.map(tickToTuple) });
  await capture.take('ack');
  await capture.close();
  program = new Redis(redis.url);
  await program.subscribe(`updates:${REPLAYED}`);
  program.on('message', (_channel, text: string) => {
    for (const line of text.split('\n')) heard.push(JSON.parse(line) as (typeof heard)[number]);
  });
});
afterAll(async () => {
  program.disconnect();
  await relay.close();
  await redis.stop();
});

test('a stretch is seen again by Redis and viewers as a pair of its own, and nothing of it stays', async () => {
  const before = await askRelay(relay, '/api/audit');
  const viewer = await startLiveViewer(relay);
  const args = ['replay', '--data-dir', relay.dataDir, '--pair', PAIR, '--from', String(START + 10_000)];
  const outcome = await runTickRelay(...args, '--speed', 'max');
  const expected = TICKS.slice(100);
  expect(outcome).toEqual({
    status: 0,
    stdout: `2,500 ticks replayed as ${REPLAYED}.\n`,
    stderr: `Replaying ${PAIR} as ${REPLAYED}; Ctrl-C ends it.\n`,
  });
  await vi.waitFor(() => expect(heard).toHaveLength(2_500), { timeout: 10_000 });
  await vi.waitFor(() => expect(viewer.ticks).toHaveLength(2_500), { timeout: 10_000 });

  const shift = (heard[0]?.timestamp ?? 0) - (expected[0]?.timestamp ?? 0);
  expect(shift % 60_000).toBe(0);
  const shown = expected.map(({ price, timestamp }) => ({
    pair: REPLAYED,
    price,
    timestamp: timestamp + shift,
  }));
  expect(heard).toEqual(shown);
  expect(viewer.ticks.map(({ pair, price, timestamp }) => ({ pair, price, timestamp }))).toEqual(shown);
  const newest = heard.at(-1)?.timestamp ?? 0;
  expect(newest).toBeLessThanOrEqual(Date.now());

  const keys = new Redis(redis.url);
  await vi.waitFor(async () => expect(await keys.exists(`ticks:${REPLAYED}`)).toBe(0), { timeout: 10_000 });
  expect(await keys.llen(`ticks:${PAIR}`)).toBe(1_000);
  keys.disconnect();
  expect(await askRelay(relay, '/api/audit')).toEqual(before);
  await viewer.close();
});

test('while it goes on it stands among the pairs; a new one of the same pair takes its place', async () => {
  const post = <Answer>(route: string, body: object): Promise<Answer> =>
    askRelay(relay, `/api/replay/${route}`, { method: 'POST', body: JSON.stringify(body) });
  const pairs = async (): Promise<PairSummary[]> =>
    (await askRelay<{ pairs: PairSummary[] }>(relay, '/api/pairs')).pairs;
  const first = await post<{ id: number }>('start', { pair: PAIR });
  await post('ticks', { id: first.id, ticks: [[1.5, START]] });
  expect((await pairs()).find(({ pair }) => pair === REPLAYED)).toEqual({
    ...{ pair: REPLAYED, label: 'EUR/USD OTC · replay', price: 1.5, timestamp: START },
  });
  await post('ticks', {
    id: first.id,
    ticks: [
      [1.4, START + 30_000],
      [1.7, START + 61_000],
    ],
  });
  expect((await readCandles(relay, REPLAYED, '1m')).candles).toEqual([
    { time: START, open: 1.5, high: 1.5, low: 1.4, close: 1.4, ticks: 2 },
    { time: START + 60_000, open: 1.7, high: 1.7, low: 1.7, close: 1.7, ticks: 1 },
  ]);
  const viewer = await connectAs(relay, 'view');
  viewer.send({ type: 'tickHistory', id: 1, pair: REPLAYED, limit: 10, before: START + 40_000 });
  expect((await viewer.take('tickHistory')).ticks).toEqual([
    [1.5, START],
    [1.4, START + 30_000],
  ]);
  await viewer.close();
  const second = await post<{ id: number }>('start', { pair: PAIR });
  await expect(post('ticks', { id: first.id, ticks: [] })).rejects.toThrow(/409.*has ended/);
  await post('ticks', { id: second.id, ticks: [] });
  await post('end', { id: second.id });
  expect((await pairs()).map(({ pair }) => pair)).toEqual([PAIR]);
  expect((await readCandles(relay, REPLAYED, '1m')).candles).toEqual([]);
});

test('a stretch without ticks, and a relay that does not run, are told', async () => {
  const nothing = await runTickRelay(
    'replay',
    '--data-dir',
    relay.dataDir,
    '--pair',
    PAIR,
    '--to',
    '2020-01-01',
  );
  expect(nothing.status).toBe(1);
  expect(nothing.stderr).toContain('has no ticks of EURUSD_otc in this stretch');
});
