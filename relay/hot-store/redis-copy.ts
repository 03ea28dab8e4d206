import type { Pair } from '../../shared/pair.ts';
import type { CapturedTick } from '../../shared/tick.ts';
import type { Timeframe } from '../../shared/timeframe.ts';
import { LinkProblem } from '../link-problem.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { RateLimitedLog } from '../rate-limited-log.ts';
import { within } from '../within.ts';
import type { HotStoreStatus } from './hot-store.ts';
import type { MemoryHotStore } from './memory-hot-store.ts';
import { openRedisClient, type RedisClient } from './redis-client.ts';
import { RedisCommands } from './redis-commands.ts';
import { redisNames } from './redis-names.ts';
import { redisAwaited, redisEmptied, redisProblem, redisReconnected, redisSlow } from './redis-problem.ts';
import { RedisWriter, type RedisWriterEvents } from './redis-writer.ts';

/** The time that `close` gives Redis to take what waits. */
const CLOSE_TIMEOUT_MS = 1_000;

export interface RedisTarget {
  /** `redis://` or `rediss://`; several are the nodes of a cluster. */
  readonly redisUrls: readonly string[];
  /** Put before every key and channel. */
  readonly redisPrefix: string;
}

export interface RedisCopyOptions extends RedisTarget {
  readonly memory: MemoryHotStore;
  readonly metrics: Metrics;
  readonly logger: Log;
  /** Nothing is written before; what is added meanwhile gathers. */
  readonly after?: Promise<unknown> | undefined;
}

/** The memory store's copy in Redis, for other programs. Nothing here waits for the server, or throws because of it. */
export class RedisCopy {
  readonly #memory: MemoryHotStore;
  readonly #client: RedisClient;
  readonly #commands: RedisCommands;
  readonly #writer: RedisWriter;
  readonly #urls: readonly string[];
  readonly #problem: LinkProblem;
  #ready = false;
  #failing = false;
  #slow = false;
  /** Resolves when the first attempt to connect has succeeded or failed. */
  readonly tried: Promise<void>;

  constructor({ redisUrls, redisPrefix, memory, metrics, logger, after }: RedisCopyOptions) {
    this.#memory = memory;
    this.#urls = redisUrls;
    this.#problem = new LinkProblem(logger);
    const warnings = new RateLimitedLog(logger);
    /** The connection broke off, and no attempt to make it anew has failed yet. */
    let brokeOff = false;
    const report = (error: unknown): void => {
      brokeOff = false;
      this.#problem.report(redisProblem(error, redisUrls));
    };
    this.#client = openRedisClient(redisUrls);
    this.#commands = new RedisCommands(this.#client, redisNames(redisPrefix));
    const events: RedisWriterEvents = {
      succeeded: () => {
        this.#failing = false;
        this.#slow = false;
        this.#problem.clear('Redis is back, and its lists are refilled.');
      },
      published: (ms) => metrics.observeStage('redis', ms),
      failed: (error) => {
        metrics.redisFailures.inc();
        this.#failing = true;
        // A lost connection says itself why it was lost.
        if (this.#ready) report(error);
      },
      slow: () => {
        this.#failing = false;
        this.#slow = true;
        warnings.warn('slow', redisSlow(redisUrls));
      },
      emptied: () => warnings.warn('emptied', redisEmptied(redisUrls)),
      skipped: (ticks) => metrics.redisSkipped.inc(ticks),
    };
    this.#writer = new RedisWriter(this.#commands, memory, events, after);
    this.tried = new Promise((resolve) => {
      for (const event of ['ready', 'error', 'close']) this.#client.once(event, () => resolve());
    });
    this.#client.on('ready', () => {
      if (brokeOff) warnings.warn('broke-off', redisReconnected(redisUrls));
      brokeOff = false;
      this.#ready = true;
      this.#failing = false;
      this.#writer.connected();
    });
    this.#client.on('close', () => {
      brokeOff ||= this.#ready;
      this.#ready = false;
      this.#writer.disconnected();
    });
    this.#client.on('error', report);
  }

  /** Takes a batch that the memory store has. */
  add(batch: readonly CapturedTick[]): void {
    this.#writer.add(batch);
  }

  /** Makes these pairs in Redis what the memory store has of them. */
  rewrite(pairs: Iterable<Pair>): void {
    this.#writer.markDirty(pairs);
  }

  /** Resolves when what was added before is in Redis, or Redis cannot be reached. */
  settled(): Promise<void> {
    return this.#writer.settled();
  }

  /** Takes a cached series that the memory store has. */
  setCandles(pair: Pair, timeframe: Timeframe): void {
    const candles = this.#memory.cached(pair, timeframe);
    if (candles) this.#copy(pair, () => this.#commands.setCandles(pair, timeframe, candles));
  }

  /** Forgets cached series as the memory store has. */
  deleteCandles(pair: Pair, timeframes: readonly Timeframe[]): void {
    if (timeframes.length > 0) this.#copy(pair, () => this.#commands.deleteCandles(pair, timeframes));
  }

  /** Repeats a change of the cache in Redis, behind the caller; what fails is made up for by a rewriting. */
  #copy(pair: Pair, change: () => Promise<unknown>): void {
    if (!this.#ready) return;
    change().catch(() => this.#writer.markDirty([pair]));
  }

  status(): HotStoreStatus {
    if (!this.#ready || this.#failing)
      return { state: 'down', problem: this.#problem.sentence ?? redisAwaited(this.#urls) };
    return { state: 'up', ...(this.#slow && { problem: redisSlow(this.#urls) }) };
  }

  /** Lets Redis take what waits, for a second at most, and leaves it. */
  async close(): Promise<void> {
    await within(CLOSE_TIMEOUT_MS, this.#writer.drained());
    this.#writer.stop();
    this.#client.disconnect();
  }
}
