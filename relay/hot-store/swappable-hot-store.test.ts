import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { recordedLog } from '../../testing/recorded-log.ts';
import { startRedisProxy, type RedisProxy } from '../../testing/redis-proxy.ts';
import { startRedis, type RedisServer } from '../../testing/redis-server.ts';
import { tickKey, ticksOf } from '../../testing/ticks.ts';
import type { Tick } from '../../shared/tick.ts';
import { Metrics } from '../metrics.ts';
import { SwappableHotStore } from './swappable-hot-store.ts';

const PAIR = 'EURUSD_otc';

let server: RedisServer;
let proxy: RedisProxy;
let client: Redis;
let store: SwappableHotStore;
const told: string[] = [];

beforeAll(async () => {
  server = await startRedis();
  proxy = await startRedisProxy(server.port);
  client = new Redis(server.url);
  const listener = client.duplicate();
  listener.on('message', (_channel, message: string) => {
    for (const line of message.split('\n')) told.push(tickKey(JSON.parse(line) as Tick));
  });
  await listener.subscribe(`updates:${PAIR}`);
  client.once('close', () => listener.disconnect());
});
afterAll(async () => {
  client.disconnect();
  await proxy.stop();
  await server.kill();
});

beforeEach(async () => {
  const metrics = new Metrics();
  store = await SwappableHotStore.open({ redisUrls: [], redisPrefix: '', metrics, logger: recordedLog() });
});
afterEach(() => store.close());

const use = (redisUrl?: string, redisPrefix = '') =>
  store.useRedis({ redisUrls: redisUrl === undefined ? [] : [redisUrl], redisPrefix });
const listed = async (prefix = ''): Promise<string[]> =>
  (await client.lrange(`${prefix}ticks:${PAIR}`, 0, -1)).map((line) => tickKey(JSON.parse(line) as Tick));

test('what the one before still takes comes before the new one writes, also where both are one server', async () => {
  const ticks = ticksOf(PAIR, 60);
  const keys = ticks.map(tickKey);
  await use(proxy.url);
  proxy.delayMs = 30;
  store.append(ticks.slice(0, 20));
  const swapped = use(server.url);
  store.append(ticks.slice(20, 40));
  await swapped;
  store.append(ticks.slice(40));
  await expect.poll(listed).toEqual(keys.toReversed());
  await expect.poll(() => told).toEqual(keys);
  proxy.delayMs = 0;
});

test('a new Redis has what came before it; the one before gets nothing any more', async () => {
  const ticks = ticksOf(PAIR, 30);
  const keys = ticks.map(tickKey);
  store.append(ticks.slice(0, 10));
  await use(server.url, 'a:');
  store.append(ticks.slice(10, 20));
  await use(server.url, 'b:');
  store.append(ticks.slice(20));
  await expect.poll(() => listed('b:')).toEqual(keys.toReversed());
  expect(await listed('a:')).toEqual(keys.slice(0, 20).toReversed());
  await use();
  expect(store.status()).toEqual({ state: 'off' });
  expect((await store.recent(PAIR, 100)).map(tickKey)).toEqual(keys.toReversed());
});

test('subscribers see every batch once, whatever Redis takes over', async () => {
  const seen: string[] = [];
  store.subscribe((batch) => seen.push(...batch.map(tickKey)));
  const ticks = ticksOf(PAIR, 4);
  for (const [index, url] of [server.url, 'redis://127.0.0.1:1', proxy.url, undefined].entries()) {
    const swapped = use(url);
    store.append(ticks.slice(index, index + 1));
    await swapped;
  }
  expect(seen).toEqual(ticks.map(tickKey));
});

test('closing does not wait for a Redis that does not answer', async () => {
  const swapped = use('redis://127.0.0.1:1');
  await store.close();
  await swapped;
  expect(store.status().state).toBe('off');
});
