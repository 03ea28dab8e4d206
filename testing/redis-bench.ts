import { isDeepStrictEqual } from 'node:util';
import { Redis } from 'ioredis';
import { expect, onTestFinished } from 'vitest';
import type { Candle } from '../shared/candle.ts';
import type { Tick } from '../shared/tick.ts';
import { CaptureClient } from './capture-client.ts';
import { startLoad } from './capture-load.ts';
import { startFairClock } from './fair-clock.ts';
import { startLiveViewer, type LiveViewer } from './live-viewer.ts';
import { NumberedTicks } from './numbered-ticks.ts';
import { startRedisProgram, type RedisProgram } from './redis-program.ts';
import { readCandles, readKeptTicks } from './relay-api.ts';
import { startRelayProcess, type RelayProcess } from './relay-process.ts';
import { expectBalanced, expectCandlesOf } from './sound-relay.ts';
import { tickKey } from './ticks.ts';

/** Ticks of every pair before the load begins: more than a list holds. */
const FIRST_TICKS = 1_200;
const LIST_LENGTH = 1_000;
/** A tick every 2 ms on average. */
const PACE = { size: 5, everyMs: 10 };

const PAIRS = ['EURUSD_otc', '#AAPL_otc', '100GBP_otc', 'TON-USD_otc'];
/** Has its ticks before the fault and none after: only the relay itself can put its list back. */
const QUIET_PAIR = 'QUIET_otc';
const ALL_PAIRS = [...PAIRS, QUIET_PAIR];
const POLL_MS = 20;

const pidOf = async (redis: Redis): Promise<number> =>
  Number(/process_id:(\d+)/.exec(await redis.info('server'))?.[1]);

/** A relay with Redis under a load, watched by a viewer, and what has to hold of it whatever happens to Redis. */
export interface RedisBench {
  readonly relay: RelayProcess;
  readonly viewer: LiveViewer;
  readonly client: CaptureClient;
  /** Resolves when the viewer has so many ticks more. */
  sees(more: number): Promise<void>;
  /** Puts candles into the relay's cache, and so into Redis. */
  askCandles(): Promise<void>;
  /** Another program begins to follow a pair in the Redis at `url`. */
  follow(url: string): void;
  /**
   * For the moment at which the Redis at `url` is back: within the time, in which only the relay, Redis and this test
   * count, the program that follows gets ticks again, and lists and cached candles are what the relay has. Ends the load.
   */
  expectRightSoon(url: string, withinMs: number): Promise<void>;
  /** Compares what was sent, seen and kept, the candles of these, and the relay's own audit. */
  expectNothingLost(): Promise<void>;
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
  const load = startLoad(client, ticks, { ...PACE, from: first });
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

  let program: RedisProgram & { readonly pair: string };
  const follow = (url: string): void => {
    const [pair = ''] = PAIRS;
    program = { ...startRedisProgram(url, pair), pair };
    onTestFinished(() => program.close());
  };

  const listOf = (pair: string): string[] =>
    viewer.ticks
      .filter((tick) => tick.pair === pair)
      .slice(-LIST_LENGTH)
      .map(({ price, timestamp }) => JSON.stringify({ pair, price, timestamp }))
      .reverse();

  const wrongLists = async (redis: Redis): Promise<string[]> => {
    const wrong = [];
    for (const pair of ALL_PAIRS) {
      const list = await redis.lrange(`ticks:${pair}`, 0, -1);
      if (list.join() !== listOf(pair).join()) wrong.push(`the list of ${pair}, with ${list.length} ticks`);
    }
    return wrong;
  };

  const wrongCandles = async (redis: Redis): Promise<string[]> => {
    const wrong = [];
    for (const pair of ALL_PAIRS) {
      const cached = JSON.parse((await redis.get(`historical:${pair}:1M`)) ?? '[]') as Candle[];
      const { candles } = await readCandles(relay, pair, '1m');
      const times = new Set(cached.map(({ time }) => time));
      const ours = candles.filter(({ time }) => times.has(time));
      // The last one was still forming when it was cached; whoever reads the cache reads that one anew.
      const isSame = isDeepStrictEqual(cached.slice(0, -1), ours.slice(0, -1));
      if (cached.length === 0 || !isSame) wrong.push(`the ${cached.length} cached candles of ${pair}`);
    }
    return wrong;
  };

  return {
    relay,
    viewer,
    client,
    sees,
    follow,
    askCandles: async () => {
      for (const pair of ALL_PAIRS) await readCandles(relay, pair, '1m');
    },
    expectRightSoon: (url, withinMs) =>
      withRedis(url, async (redis) => {
        const clock = startFairClock([relay.pid, await pidOf(redis)]);
        const returnedAt = ticks.at(load.next).timestamp;
        const becomesRight = async (findWrong: () => Promise<string[]>): Promise<void> => {
          for (let wrong = await findWrong(); wrong.length > 0; wrong = await findWrong()) {
            if (clock() > withinMs)
              throw new Error(`Wrong ${withinMs} ms after the return: ${wrong.join('; ')}.`);
            await new Promise((resolve) => setTimeout(resolve, POLL_MS));
          }
        };
        const later = (): readonly Tick[] => program.heard.filter(({ timestamp }) => timestamp >= returnedAt);
        await becomesRight(() =>
          Promise.resolve(later().length > 0 ? [] : [`no tick in ${program.pair}'s channel`]),
        );
        load.stop();
        await client.drained();
        await becomesRight(async () => [...(await wrongLists(redis)), ...(await wrongCandles(redis))]);
        // From the first one on the channel has every one, in order.
        const [first] = later();
        const sent = ticks.range(0, load.next).filter(({ pair }) => pair === program.pair);
        await expect
          .poll(later)
          .toEqual(sent.filter(({ timestamp }) => timestamp >= (first?.timestamp ?? 0)));
      }),
    expectNothingLost: async () => {
      await client.drained();
      const all = [...quiet.range(0, 50), ...ticks.range(0, load.next)].map(tickKey).sort();
      await expect.poll(() => viewer.ticks.length).toBe(all.length);
      expect(viewer.ticks.map(tickKey).sort()).toEqual(all);
      const kept = await readKeptTicks(relay);
      expect(kept.map(tickKey).sort()).toEqual(all);
      await expectCandlesOf(relay, viewer.ticks);
      expect((await expectBalanced(relay)).total.kept).toBe(kept.length);
    },
  };
};
