import { Cluster } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordedLog } from '../../testing/recorded-log.ts';
import { type RedisCluster, startRedisCluster } from '../../testing/redis-cluster.ts';
import { ticksOf } from '../../testing/ticks.ts';
import { Metrics } from '../metrics.ts';
import { SwappableHotStore } from './swappable-hot-store.ts';

let cluster: RedisCluster;
let client: Cluster;
beforeAll(async () => {
  cluster = await startRedisCluster();
  client = new Cluster([...cluster.urls]);
});
afterAll(async () => {
  client.disconnect();
  await cluster.stop();
});

test('several URLs are a cluster: lists, messages and candles reach it wherever they belong', async () => {
  const logger = recordedLog();
  const metrics = new Metrics();
  const store = await SwappableHotStore.open({
    redisUrls: cluster.urls.slice(0, 2),
    redisPrefix: '',
    metrics,
    logger,
  });
  await expect.poll(() => store.status().state, { timeout: 10_000 }).toBe('up');
  const pairs = Array.from({ length: 30 }, (_, index) => `PAIR${index}_otc`);
  const messages: string[] = [];
  client.on('message', (channel: string) => messages.push(channel));
  await client.subscribe(...pairs.map((pair) => `updates:${pair}`));

  store.append(pairs.flatMap((pair) => ticksOf(pair, 3)));
  for (const pair of pairs) await store.cacheCandles(pair, '1m', [], store.cacheVersion(pair));
  for (const pair of pairs) {
    await expect.poll(() => client.llen(`ticks:${pair}`)).toBe(3);
    await expect.poll(() => client.exists(`historical:${pair}:1M`)).toBe(1);
  }
  await expect.poll(() => new Set(messages).size).toBe(pairs.length);

  expect(logger.problems).toEqual([]);
  await client.del('ticks:PAIR0_otc');
  store.append(ticksOf('PAIR0_otc', 1, 500, 3));
  await expect.poll(() => client.llen('ticks:PAIR0_otc')).toBe(4);
  expect(logger.problems).toEqual([expect.stringMatching(/emptied or shortened lists in Redis/)]);
  await store.close();
});
