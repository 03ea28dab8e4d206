import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { recordedLog } from '../../testing/recorded-log.ts';
import { type RedisServer, startRedis } from '../../testing/redis-server.ts';
import { tickAt, ticksOf } from '../../testing/ticks.ts';
import type { Candle } from '../../shared/candle.ts';
import { closedCandlesOf } from '../../testing/closed-candles.ts';
import type { Tick } from '../../shared/tick.ts';
import { milliseconds } from '../../shared/units.ts';
import { Metrics } from '../metrics.ts';

import { SwappableHotStore } from './swappable-hot-store.ts';
import { RECENT_TICKS, type HotStore } from './hot-store.ts';

const PAIR = 'EURUSD_otc';
const json = ({ pair, price, timestamp }: Tick): string => JSON.stringify({ pair, price, timestamp });
const newestFirst = (ticks: readonly Tick[]): string[] => ticks.map(json).reverse();

let server: RedisServer;
let client: Redis;
let store: HotStore;
let metrics: Metrics;
let logger = recordedLog();

const openStore = async (redisPrefix = '', url = server.url): Promise<void> => {
  metrics = new Metrics();
  logger = recordedLog();
  store = await SwappableHotStore.open({ redisUrls: [url], redisPrefix, metrics, logger });
  await expect.poll(() => store.status().state).toBe('up');
};
const listed = (pair = PAIR): Promise<string[]> => client.lrange(`ticks:${pair}`, 0, -1);
const skipped = async (): Promise<number> => (await metrics.redisSkipped.get()).values[0]?.value ?? 0;

beforeEach(async () => {
  server = await startRedis();
  client = new Redis(server.url, { retryStrategy: () => 20, maxRetriesPerRequest: null });
  client.on('error', () => undefined);
  await openStore();
});
afterEach(async () => {
  await store.close();
  client.disconnect();
  await server.kill();
});

describe('what other programs see', () => {
  test('the newest 1,000 ticks of a pair, newest first', async () => {
    const ticks = ticksOf(PAIR, 1_500);
    for (let at = 0; at < ticks.length; at += 100) store.append(ticks.slice(at, at + 100));
    store.append([tickAt('#AAPL_otc', 0, 201.5)]);
    await expect.poll(() => listed('#AAPL_otc')).toEqual([json(tickAt('#AAPL_otc', 0, 201.5))]);
    expect(await listed()).toEqual(newestFirst(ticks.slice(-RECENT_TICKS)));
  });

  test('one message a pair and batch, one tick a line', async () => {
    const listener = new Redis(server.url);
    const messages: [string, string][] = [];
    listener.on('message', (channel, message) => messages.push([channel, message]));
    await listener.subscribe(`updates:${PAIR}`, 'updates:AUDUSD_otc');
    store.append([tickAt(PAIR, 0, 1e-7), tickAt('AUDUSD_otc', 0, 0.65), tickAt(PAIR, 500, 1.25)]);
    await expect.poll(() => messages.length).toBe(2);
    expect(messages).toEqual([
      [`updates:${PAIR}`, `${json(tickAt(PAIR, 0, 1e-7))}\n${json(tickAt(PAIR, 500, 1.25))}`],
      ['updates:AUDUSD_otc', json(tickAt('AUDUSD_otc', 0, 0.65))],
    ]);
    listener.disconnect();
  });

  test('cached candles for an hour, the timeframe in capitals', async () => {
    const candles = closedCandlesOf(ticksOf(PAIR, 10, 60_000), milliseconds(60_000));
    await store.cacheCandles(PAIR, '1m', candles, store.cacheVersion(PAIR));
    const key = `historical:${PAIR}:1M`;
    await expect.poll(() => client.exists(key)).toBe(1);
    expect(JSON.parse((await client.get(key)) ?? '')).toEqual(candles);
    expect(await client.ttl(key)).toBeGreaterThan(3_590);
    expect(await client.ttl(key)).toBeLessThanOrEqual(3_600);
    await store.forgetCandles([PAIR]);
    await expect.poll(() => client.exists(key)).toBe(0);
  });

  test('every name with the prefix', async () => {
    await store.close();
    await openStore('relay:');
    store.append(ticksOf(PAIR, 1));
    await store.cacheCandles(PAIR, '4h', [], store.cacheVersion(PAIR));
    await expect
      .poll(async () => (await client.keys('*')).sort())
      .toEqual([`relay:historical:${PAIR}:4H`, `relay:ticks:${PAIR}`]);
  });
});

describe('after a loss', () => {
  test('a restarted, empty Redis gets the lists and the cached series back', async () => {
    const candles: Candle[] = closedCandlesOf(ticksOf(PAIR, 5), milliseconds(1_000));
    store.append(ticksOf(PAIR, 600));
    await expect.poll(listed).toHaveLength(600);
    await server.kill();
    await expect.poll(() => store.status().state).toBe('down');

    store.append(ticksOf(PAIR, 600, 500, 600));
    await store.cacheCandles(PAIR, '1s', candles, store.cacheVersion(PAIR));
    expect(await store.recent(PAIR, 1)).toHaveLength(1);
    expect(await skipped()).toBe(600);

    server = await startRedis({ port: server.port });
    await expect.poll(listed, { timeout: 10_000 }).toEqual(newestFirst(ticksOf(PAIR, 1_200).slice(200)));
    expect(await client.exists(`historical:${PAIR}:1S`)).toBe(1);
    expect(store.status().state).toBe('up');
  });

  test('stale series that Redis still has are removed', async () => {
    await store.close();
    await client.set(`historical:${PAIR}:5M`, '[]');
    metrics = new Metrics();
    store = await SwappableHotStore.open({ redisUrls: [server.url], redisPrefix: '', metrics, logger });
    store.warm(PAIR, ticksOf(PAIR, 3));
    await expect.poll(listed).toEqual(newestFirst(ticksOf(PAIR, 3)));
    await expect.poll(() => client.exists(`historical:${PAIR}:5M`)).toBe(0);
  });

  test('a list that somebody emptied is filled with the next tick', async () => {
    store.append(ticksOf(PAIR, 50));
    await expect.poll(listed).toHaveLength(50);
    await client.flushall();
    store.append(ticksOf(PAIR, 1, 500, 50));
    await expect.poll(listed).toEqual(newestFirst(ticksOf(PAIR, 51)));
  });

  test('lists that somebody emptied are filled without a tick of their pairs, and that is told once', async () => {
    const candles = closedCandlesOf(ticksOf(PAIR, 5), milliseconds(1_000));
    store.append(ticksOf(PAIR, 50));
    store.append(ticksOf('AUDUSD_otc', 5));
    await store.cacheCandles(PAIR, '1s', candles, store.cacheVersion(PAIR));
    await expect.poll(() => client.exists(`historical:${PAIR}:1S`)).toBe(1);
    await expect.poll(listed).toHaveLength(50);
    await client.flushall();
    await expect.poll(listed, { timeout: 5_000 }).toEqual(newestFirst(ticksOf(PAIR, 50)));
    await expect
      .poll(() => listed('AUDUSD_otc'), { timeout: 5_000 })
      .toEqual(newestFirst(ticksOf('AUDUSD_otc', 5)));
    await expect.poll(() => client.exists(`historical:${PAIR}:1S`)).toBe(1);
    expect(logger.problems).toEqual([expect.stringMatching(/emptied or shortened lists in Redis/)]);
  });

  test('a connection that broke off and came back at once is told', async () => {
    store.append(ticksOf(PAIR, 10));
    await expect.poll(listed).toHaveLength(10);
    await client.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    await expect.poll(() => logger.problems).toEqual([expect.stringMatching(/broke off and is there again/)]);
    await expect.poll(() => store.status().state).toBe('up');
  });

  test.each([
    ['out of memory', ['maxmemory', '1'], ['maxmemory', '0'], /out of memory/],
    [
      'without enough replicas',
      ['min-replicas-to-write', '3'],
      ['min-replicas-to-write', '0'],
      /refuses.*NOREPLICAS/,
    ],
  ])('a Redis %s is told and its lists come right afterwards', async (_name, broken, mended, sentence) => {
    store.append(ticksOf(PAIR, 10));
    await expect.poll(listed).toHaveLength(10);
    await client.config('SET', broken[0] ?? '', broken[1] ?? '');
    store.append(ticksOf(PAIR, 10, 500, 10));
    await expect.poll(() => store.status().state).toBe('down');
    expect(logger.problems).toHaveLength(1);
    expect(logger.problems[0]).toMatch(sentence);
    expect(store.status().problem).toBe(logger.problems[0]);
    store.append(ticksOf(PAIR, 10, 500, 20));
    await client.config('SET', mended[0] ?? '', mended[1] ?? '');
    await expect.poll(listed, { timeout: 5_000 }).toEqual(newestFirst(ticksOf(PAIR, 30)));
    await expect.poll(() => store.status()).toEqual({ state: 'up' });
  });

  test('a Redis that has become a replica is told', async () => {
    await client.replicaof('127.0.0.1', 1);
    store.append(ticksOf(PAIR, 1));
    await expect.poll(() => logger.problems.join()).toMatch(/read-only replica/);
    await client.replicaof('NO', 'ONE');
    await expect.poll(listed, { timeout: 5_000 }).toHaveLength(1);
  });
});

test('a stopped Redis costs neither an answer nor memory', async () => {
  store.append(ticksOf(PAIR, 1));
  await expect.poll(listed).toHaveLength(1);
  process.kill(server.pid, 'SIGSTOP');
  const batches = 200;
  for (let batch = 0; batch < batches; batch++) {
    store.append(ticksOf(PAIR, 500, 500, 1 + batch * 500));
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(await store.recent(PAIR, 5_000)).toHaveLength(RECENT_TICKS);
  await store.forgetCandles([PAIR]);
  expect(await skipped()).toBeGreaterThan((batches - 12) * 500);
  process.kill(server.pid, 'SIGCONT');
  const last = ticksOf(PAIR, RECENT_TICKS, 500, 1 + batches * 500 - RECENT_TICKS);
  await expect.poll(listed, { timeout: 5_000 }).toEqual(newestFirst(last));
});

test('why a list could not be rewritten is told by its own reason', async () => {
  await store.close();
  await client.config('SET', 'maxmemory', '1');
  metrics = new Metrics();
  logger = recordedLog();
  store = await SwappableHotStore.open({ redisUrls: [server.url], redisPrefix: '', metrics, logger });
  store.warm(PAIR, ticksOf(PAIR, 3));
  await expect.poll(() => logger.problems).toEqual([expect.stringMatching(/is out of memory/)]);
});

test('is never down without a cause, also before anything has answered or failed', async () => {
  process.kill(server.pid, 'SIGSTOP');
  const other = await SwappableHotStore.open({ redisUrls: [server.url], redisPrefix: '', metrics, logger });
  expect(other.status()).toEqual({
    state: 'down',
    problem: expect.stringMatching(
      /^The relay is connecting to Redis at redis:\/\/127\.0\.0\.1:\d+;/,
    ) as string,
  });
  process.kill(server.pid, 'SIGCONT');
  await expect.poll(() => other.status()).toEqual({ state: 'up' });
  await other.close();
});

describe('a wrong REDIS_URL', () => {
  const problemOf = async (url: string): Promise<string> => {
    const log = recordedLog();
    const wrong = await SwappableHotStore.open({ redisUrls: [url], redisPrefix: '', metrics, logger: log });
    wrong.append(ticksOf(PAIR, 1));
    await expect.poll(() => log.problems.length).toBe(1);
    expect(wrong.status()).toEqual({ state: 'down', problem: log.problems[0] });
    await wrong.close();
    return log.problems.join();
  };

  test('says so once, by its part, and shows no password', async () => {
    const locked = await startRedis({ password: 'right' });
    const refused = await problemOf(`redis://:wrong-secret@127.0.0.1:${locked.port}`);
    expect(refused).toMatch(/refuses the user name or password in REDIS_URL/);
    expect(refused).not.toContain('wrong-secret');
    expect(await problemOf(`redis://127.0.0.1:${locked.port}`)).toMatch(/asks for a password/);
    await locked.stop();
    expect(await problemOf(locked.url)).toMatch(
      /cannot be reached; start it, or correct or remove REDIS_URL/,
    );
    expect(await problemOf('redis://no-such-host.invalid')).toMatch(/host name/);
  });
});
