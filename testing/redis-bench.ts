import { Redis } from 'ioredis';
import { expect, onTestFinished } from 'vitest';
import type { Candle } from '../shared/candle.ts';
import type { Tick } from '../shared/tick.ts';
import { CaptureClient } from './capture-client.ts';
import { startLoad } from './capture-load.ts';
import { startLiveViewer, type LiveViewer } from './live-viewer.ts';
import { NumberedTicks } from './numbered-ticks.ts';
import { readCandles, readKeptTicks } from './relay-api.ts';
import { startRelayProcess, type RelayProcess } from './relay-process.ts';
import { tickKey } from './ticks.ts';

/** Ticks of every pair before the load begins: more than a list holds. */
const FIRST_TICKS = 1_200;
const LIST_LENGTH = 1_000;
/** A tick every 2 ms on average. */
const PACE = { size: 5, everyMs: 10 };

const PAIRS = ['EURUSD_otc', '#AAPL_otc', '100GBP_otc', 'TON-USD_otc'];
/** Has its ticks before the fault and none after: only the relay itself can put its list back. */
const QUIET_PAIR = 'QUIET_otc';

/** A relay with Redis under a load, watched by a viewer, and what has to hold of it whatever happens to Redis. */
export interface RedisBench {
  readonly relay: RelayProcess;
  readonly viewer: LiveViewer;
  readonly client: CaptureClient;
  /** Resolves when the viewer has so many ticks more. */
  sees(more: number): Promise<void>;
  /** Puts candles into the relay's cache, and so into Redis. */
  askCandles(): Promise<void>;
  /** Whether lists and cached candles in the Redis at `url` are what the relay has. */
  expectRedisRight(url: string, withinMs: number): Promise<void>;
  /** Sends ticks and waits until a subscriber of the Redis at `url` has got them. */
  expectChannelsRight(url: string): Promise<void>;
  /** Ends the load and compares what was sent, seen and kept. */
  expectNothingLost(): Promise<void>;
  stopLoad(): void;
}

export const startRedisBench = async (redisUrl: string): Promise<RedisBench> => {
  const relay = await startRelayProcess({ env: { REDIS_URL: redisUrl, TICK_RELAY_LOG_LEVEL: 'info' } });
  onTestFinished(() => relay.stop());
  const viewer = await startLiveViewer(relay);
  onTestFinished(() => viewer.close());
  const client = new CaptureClient(relay);
  onTestFinished(() => client.close());

  const ticks = new NumberedTicks(PAIRS);
  const quiet = new NumberedTicks([QUIET_PAIR], ticks.start);
  client.send(quiet.range(0, 50));
  const first = FIRST_TICKS * PAIRS.length;
  for (let from = 0; from < first; from += 100) client.send(ticks.range(from, 100));
  await client.drained();
  let load = startLoad(client, ticks, { ...PACE, from: first });
  onTestFinished(() => load.stop());

  const sees = async (more: number): Promise<void> => {
    const wanted = viewer.ticks.length + more;
    await expect.poll(() => viewer.ticks.length, { timeout: 60_000 }).toBeGreaterThanOrEqual(wanted);
  };

  const withRedis = async (url: string, use: (redis: Redis) => Promise<void>): Promise<void> => {
    const redis = new Redis(url);
    try {
      await use(redis);
    } finally {
      redis.disconnect();
    }
  };

  const listOf = (pair: string): string[] =>
    viewer.ticks
      .filter((tick) => tick.pair === pair)
      .slice(-LIST_LENGTH)
      .map(({ price, timestamp }) => JSON.stringify({ pair, price, timestamp }))
      .reverse();

  return {
    relay,
    viewer,
    client,
    sees,
    askCandles: async () => {
      for (const pair of [...PAIRS, QUIET_PAIR]) await readCandles(relay, pair, '1m');
    },
    expectRedisRight: (url, withinMs) =>
      withRedis(url, async (redis) => {
        const wrongLists = async (): Promise<string[]> => {
          const wrong = [];
          for (const pair of [...PAIRS, QUIET_PAIR]) {
            const list = await redis.lrange(`ticks:${pair}`, 0, -1);
            if (list.join() !== listOf(pair).join()) wrong.push(`${pair}, ${list.length} of its ticks`);
          }
          return wrong;
        };
        await expect.poll(wrongLists, { timeout: withinMs, interval: 50 }).toEqual([]);
        for (const pair of [...PAIRS, QUIET_PAIR]) {
          const cached = JSON.parse((await redis.get(`historical:${pair}:1M`)) ?? '[]') as Candle[];
          const { candles } = await readCandles(relay, pair, '1m');
          const times = new Set(cached.map(({ time }) => time));
          expect(cached.length, `the cached candles of ${pair}`).toBeGreaterThan(0);
          // The last one was still forming when it was cached; whoever reads the cache reads that one anew.
          expect(cached.slice(0, -1)).toEqual(candles.filter(({ time }) => times.has(time)).slice(0, -1));
        }
      }),
    expectChannelsRight: (url) =>
      withRedis(url, async (redis) => {
        const heard = new Set<string>();
        redis.on('pmessage', (_pattern, _channel, message: string) => {
          for (const line of message.split('\n')) heard.add(tickKey(JSON.parse(line) as Tick));
        });
        await redis.psubscribe('updates:*');
        const from = load.next;
        load = startLoad(client, ticks, { ...PACE, from });
        await expect.poll(() => load.next, { timeout: 10_000 }).toBeGreaterThan(from + 50);
        load.stop();
        const news = ticks.range(from, load.next - from);
        await expect
          .poll(() => news.filter((tick) => !heard.has(tickKey(tick))), { timeout: 10_000 })
          .toEqual([]);
      }),
    expectNothingLost: async () => {
      await client.drained();
      const all = [...quiet.range(0, 50), ...ticks.range(0, load.next)].map(tickKey).sort();
      await expect.poll(() => viewer.ticks.length).toBe(all.length);
      expect(viewer.ticks.map(tickKey).sort()).toEqual(all);
      expect((await readKeptTicks(relay)).map(tickKey).sort()).toEqual(all);
    },
    stopLoad: () => load.stop(),
  };
};
