import type { Candle } from '../../shared/candle.ts';
import type { Pair } from '../../shared/pair.ts';
import type { CapturedTick, Tick } from '../../shared/tick.ts';
import { TIMEFRAMES, type Timeframe } from '../../shared/timeframe.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { within } from '../within.ts';
import type { HotStore, HotStoreStatus, TickListener } from './hot-store.ts';
import { MemoryHotStore } from './memory-hot-store.ts';
import type { RedisCopy, RedisTarget } from './redis-copy.ts';

/** A new Redis has this long to answer while the one before goes on; then it takes over, reached or not. */
const TRY_MS = 3_000;

export interface HotStoreOptions extends RedisTarget {
  readonly metrics: Metrics;
  readonly logger: Log;
}

/**
 * The memory store in front, and Redis as its copy where one is configured. Reads and subscribers never wait for
 * Redis, so that neither a slow or lost server nor another one in its place changes the live chart or an answer.
 */
export class SwappableHotStore implements HotStore {
  readonly #memory = new MemoryHotStore();
  readonly #parts: Pick<HotStoreOptions, 'metrics' | 'logger'>;
  #redis: RedisCopy | undefined;
  /** Ends the waiting for a new Redis. */
  #close: () => void = () => undefined;
  readonly #closing = new Promise<void>((resolve) => (this.#close = resolve));
  #closed = false;

  private constructor(parts: Pick<HotStoreOptions, 'metrics' | 'logger'>) {
    this.#parts = parts;
  }

  static async open({ redisUrls, redisPrefix, ...parts }: HotStoreOptions): Promise<SwappableHotStore> {
    const store = new SwappableHotStore(parts);
    store.#redis = await store.#open({ redisUrls, redisPrefix });
    return store;
  }

  /**
   * Copies to this Redis from now on, or with no URL to none. Each tick goes to the one of its time: the one before
   * takes ticks until the new one answers, and has taken them all before the new one is written to, as both may be
   * the same server. Call it again only when it has resolved.
   */
  async useRedis(target: RedisTarget): Promise<void> {
    let release: () => void = () => undefined;
    const before = this.#redis;
    const next = await this.#open(target, before && new Promise<void>((resolve) => (release = resolve)));
    if (next) await Promise.race([within(TRY_MS, next.tried), this.#closing]);
    if (this.#closed) {
      release();
      await next?.close();
      return;
    }
    this.#redis = next;
    // What came between its connecting and now.
    next?.rewrite(this.#memory.pairs());
    await before?.close();
    release();
  }

  async #open(target: RedisTarget, after?: Promise<void>): Promise<RedisCopy | undefined> {
    if (target.redisUrls.length === 0) return undefined;
    // A start without Redis does not wait for its client to be loaded.
    const { RedisCopy } = await import('./redis-copy.ts');
    return new RedisCopy({ ...target, ...this.#parts, memory: this.#memory, after });
  }

  append(batch: readonly CapturedTick[]): void {
    this.#memory.append(batch);
    this.#redis?.add(batch);
  }

  warm(pair: Pair, ticks: readonly Tick[]): void {
    this.#memory.warm(pair, ticks);
    this.#redis?.rewrite([pair]);
  }

  rename(from: Pair, to: Pair): void {
    this.#memory.rename(from, to);
    this.#redis?.rewrite([from, to]);
  }

  remove(pair: Pair): void {
    this.#memory.remove(pair);
    this.#redis?.rewrite([pair]);
  }

  settled(): Promise<void> {
    return this.#redis?.settled() ?? Promise.resolve();
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
    this.#redis?.setCandles(pair, timeframe);
  }

  async forgetCandles(pairs: readonly Pair[]): Promise<void> {
    const known = pairs.map((pair) => ({
      pair,
      timeframes: TIMEFRAMES.filter((timeframe) => this.#memory.cached(pair, timeframe)),
    }));
    await this.#memory.forgetCandles(pairs);
    for (const { pair, timeframes } of known) this.#redis?.deleteCandles(pair, timeframes);
  }

  status(): HotStoreStatus {
    return this.#redis?.status() ?? this.#memory.status();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#close();
    await this.#redis?.close();
    await this.#memory.close();
  }
}
