import type { Candle } from '../../shared/candle.ts';
import type { Pair } from '../../shared/pair.ts';
import type { CapturedTick, Tick } from '../../shared/tick.ts';
import { TIMEFRAMES, type Timeframe } from '../../shared/timeframe.ts';
import { LinkProblem } from '../link-problem.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { RateLimitedLog } from '../rate-limited-log.ts';
import type { HotStore, HotStoreStatus, TickListener } from './hot-store.ts';
import { MemoryHotStore } from './memory-hot-store.ts';
import { openRedisClient, type RedisClient } from './redis-client.ts';
import { RedisCommands } from './redis-commands.ts';
import { redisNames } from './redis-names.ts';
import { redisAwaited, redisEmptied, redisProblem, redisReconnected, redisSlow } from './redis-problem.ts';
import { RedisWriter } from './redis-writer.ts';

/** The time that `close` gives Redis to take what waits. */
const CLOSE_TIMEOUT_MS = 1_000;

export interface RedisHotStoreOptions {
  readonly redisUrls: readonly string[];
  readonly redisPrefix: string;
  readonly metrics: Metrics;
  readonly logger: Log;
}

/**
 * The memory store in front, Redis as its copy for other programs. Reads and subscribers never wait for Redis, so
 * that a slow or lost server changes neither the live chart nor an answer.
 */
export class RedisHotStore implements HotStore {
  readonly #memory = new MemoryHotStore();
  readonly #client: RedisClient;
  readonly #commands: RedisCommands;
  readonly #writer: RedisWriter;
  readonly #urls: readonly string[];
  readonly #problem: LinkProblem;
  #ready = false;
  #failing = false;
  #slow = false;

  constructor({ redisUrls, redisPrefix, metrics, logger }: RedisHotStoreOptions) {
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
    this.#writer = new RedisWriter(this.#commands, this.#memory, {
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

  append(batch: readonly CapturedTick[]): void {
    this.#memory.append(batch);
    this.#writer.add(batch);
  }

  warm(pair: Pair, ticks: readonly Tick[]): void {
    this.#memory.warm(pair, ticks);
    this.#writer.markDirty([pair]);
  }

  recent(pair: Pair, count: number): Promise<Tick[]> {
    return this.#memory.recent(pair, count);
  }

  subscribe(listener: TickListener): () => void {
    return this.#memory.subscribe(listener);
  }

  cachedCandles(pair: Pair, timeframe: Timeframe): Promise<readonly Candle[] | undefined> {
    return this.#memory.cachedCandles(pair, timeframe);
  }

  cacheVersion(pair: Pair): number {
    return this.#memory.cacheVersion(pair);
  }

  async cacheCandles(
    pair: Pair,
    timeframe: Timeframe,
    candles: readonly Candle[],
    version: number,
  ): Promise<void> {
    await this.#memory.cacheCandles(pair, timeframe, candles, version);
    const kept = this.#memory.cached(pair, timeframe);
    if (kept) this.#copy(pair, () => this.#commands.setCandles(pair, timeframe, kept));
  }

  async forgetCandles(pairs: readonly Pair[]): Promise<void> {
    const known = pairs.map((pair) => ({
      pair,
      timeframes: TIMEFRAMES.filter((timeframe) => this.#memory.cached(pair, timeframe)),
    }));
    await this.#memory.forgetCandles(pairs);
    for (const { pair, timeframes } of known) {
      if (timeframes.length > 0) this.#copy(pair, () => this.#commands.deleteCandles(pair, timeframes));
    }
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

  async close(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise((resolve) => (timer = setTimeout(resolve, CLOSE_TIMEOUT_MS)));
    await Promise.race([this.#writer.drained(), timeout]);
    clearTimeout(timer);
    this.#writer.stop();
    this.#client.disconnect();
    await this.#memory.close();
  }
}
