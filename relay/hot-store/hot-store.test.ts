import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { recordedLog } from '../../testing/recorded-log.ts';
import { type RedisServer, startRedis } from '../../testing/redis-server.ts';
import { tickAt, ticksOf } from '../../testing/ticks.ts';
import { closedCandlesOf } from '../../testing/closed-candles.ts';
import type { CapturedTick, Tick } from '../../shared/tick.ts';
import { timeframeDuration } from '../../shared/timeframe.ts';
import { Metrics } from '../metrics.ts';
import { SwappableHotStore } from './swappable-hot-store.ts';
import { CACHED_CANDLES, type HotStore, RECENT_TICKS } from './hot-store.ts';

const PAIR = 'EURUSD_otc';
const OTHER = '#AAPL_otc@quotex';

const plain = ({ pair, price, timestamp }: Tick): Tick => ({ pair, price, timestamp });
const newestFirst = (ticks: readonly Tick[]): Tick[] => ticks.map(plain).reverse();
const candles = closedCandlesOf(ticksOf(PAIR, 250, 60_000), timeframeDuration('1m'));

/** What every hot store does, whatever is behind it. */
const conformance = (open: () => Promise<HotStore>): void => {
  let store: HotStore;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  test('answers the newest ticks of a pair, newest first by arrival', async () => {
    const late = tickAt(PAIR, -60_000, 1.5);
    store.append([...ticksOf(PAIR, 3), tickAt(OTHER, 0, 200)]);
    store.append([late]);
    expect(await store.recent(PAIR, 10)).toEqual([plain(late), ...newestFirst(ticksOf(PAIR, 3))]);
    expect(await store.recent(PAIR, 2)).toEqual([plain(late), ...newestFirst(ticksOf(PAIR, 3)).slice(0, 1)]);
    expect(await store.recent(OTHER, 10)).toEqual([plain(tickAt(OTHER, 0, 200))]);
    expect(await store.recent('GBPUSD_otc', 10)).toEqual([]);
    expect(await store.recent(PAIR, 0)).toEqual([]);
  });

  test('forgets a pair that is removed, and no other', async () => {
    store.append([...ticksOf(PAIR, 3), tickAt(OTHER, 0, 200)]);
    await store.cacheCandles(PAIR, '1m', candles, store.cacheVersion(PAIR));
    store.remove(PAIR);
    await store.settled();
    expect(await store.recent(PAIR, 10)).toEqual([]);
    expect(await store.cachedCandles(PAIR, '1m')).toBeUndefined();
    expect(await store.recent(OTHER, 10)).toEqual([plain(tickAt(OTHER, 0, 200))]);
    store.append(ticksOf(PAIR, 1));
    expect(await store.recent(PAIR, 10)).toEqual(newestFirst(ticksOf(PAIR, 1)));
  });

  test('gives a pair that is renamed the other’s ticks, in the order of time, and forgets the series of both', async () => {
    store.append([tickAt(PAIR, 2_000, 1.3), tickAt(OTHER, 1_000, 1.2), tickAt(OTHER, 3_000, 1.4)]);
    for (const pair of [PAIR, OTHER]) await store.cacheCandles(pair, '1m', candles, store.cacheVersion(pair));
    store.rename(OTHER, PAIR);
    await store.settled();
    expect(await store.recent(OTHER, 10)).toEqual([]);
    expect((await store.recent(PAIR, 10)).map(({ pair, price }) => [pair, price])).toEqual([
      [PAIR, 1.4],
      [PAIR, 1.3],
      [PAIR, 1.2],
    ]);
    for (const pair of [PAIR, OTHER]) expect(await store.cachedCandles(pair, '1m')).toBeUndefined();
  });

  test('keeps 1,000 ticks of a pair', async () => {
    const all = ticksOf(PAIR, 3_500);
    for (let at = 0; at < all.length; at += 700) store.append(all.slice(at, at + 700));
    expect(await store.recent(PAIR, 5_000)).toEqual(newestFirst(all.slice(-RECENT_TICKS)));
  });

  test('puts what an earlier run kept before the live ticks and tells nobody', async () => {
    const heard: CapturedTick[] = [];
    store.subscribe((batch) => heard.push(...batch));
    store.warm(PAIR, ticksOf(PAIR, 999));
    store.append(ticksOf(PAIR, 2, 500, 999));
    expect(await store.recent(PAIR, 5_000)).toEqual(newestFirst(ticksOf(PAIR, 1_001).slice(1)));
    expect(heard).toHaveLength(2);
  });

  test('tells its subscribers of a batch in the same turn, until they leave', () => {
    const first: CapturedTick[] = [];
    const second: CapturedTick[] = [];
    const leave = store.subscribe((batch) => first.push(...batch));
    store.subscribe((batch) => second.push(...batch));
    store.append(ticksOf(PAIR, 2));
    expect(first).toEqual(ticksOf(PAIR, 2));
    leave();
    store.append(ticksOf(PAIR, 1, 500, 2));
    expect(first).toHaveLength(2);
    expect(second).toEqual(ticksOf(PAIR, 3));
  });

  test('caches the newest 200 candles of a pair and timeframe', async () => {
    expect(await store.cachedCandles(PAIR, '1m')).toBeUndefined();
    await store.cacheCandles(PAIR, '1m', candles, store.cacheVersion(PAIR));
    expect(await store.cachedCandles(PAIR, '1m')).toEqual(candles.slice(-CACHED_CANDLES));
    expect(await store.cachedCandles(PAIR, '5m')).toBeUndefined();
    expect(await store.cachedCandles(OTHER, '1m')).toBeUndefined();
  });

  test('forgets every series of a pair, and takes none that was read before', async () => {
    const version = store.cacheVersion(PAIR);
    await store.cacheCandles(PAIR, '1m', candles, version);
    await store.cacheCandles(PAIR, '5m', candles, version);
    await store.cacheCandles(OTHER, '1m', candles, store.cacheVersion(OTHER));
    await store.forgetCandles([PAIR]);
    await store.cacheCandles(PAIR, '1m', candles, version);
    expect(await store.cachedCandles(PAIR, '1m')).toBeUndefined();
    expect(await store.cachedCandles(PAIR, '5m')).toBeUndefined();
    expect(await store.cachedCandles(OTHER, '1m')).toBeDefined();
  });
};

const open = (redisUrls: readonly string[]): Promise<HotStore> =>
  SwappableHotStore.open({ redisUrls, redisPrefix: '', metrics: new Metrics(), logger: recordedLog() });

describe('in memory', () => {
  conformance(() => open([]));

  test('has no server', async () => {
    expect((await open([])).status()).toEqual({ state: 'off' });
  });
});

describe('over a real Redis', () => {
  let server: RedisServer;
  let client: Redis;
  beforeAll(async () => {
    server = await startRedis();
    client = new Redis(server.url);
  });
  beforeEach(async () => {
    await client.flushall();
  });
  afterAll(async () => {
    client.disconnect();
    await server.stop();
  });

  conformance(async () => {
    const store = await open([server.url]);
    await expect.poll(() => store.status().state).toBe('up');
    return store;
  });
});

describe('while Redis cannot be reached', () => {
  conformance(() => open(['redis://127.0.0.1:1']));
});
