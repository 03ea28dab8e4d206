import type { Candle } from '../../shared/candle.ts';
import type { Pair } from '../../shared/pair.ts';
import type { CapturedTick, Tick } from '../../shared/tick.ts';
import type { Timeframe } from '../../shared/timeframe.ts';
import { CandleCache } from './candle-cache.ts';
import { type HotStore, type HotStoreStatus, RECENT_TICKS, type TickListener } from './hot-store.ts';

/** An array is cut back only when it has grown to twice the list's length, so that a tick costs a push. */
const CUT_AT = 2 * RECENT_TICKS;

/** The hot store of a relay without Redis, and the front of one with Redis. */
export class MemoryHotStore implements HotStore {
  /** Oldest first, by arrival. */
  readonly #ticks = new Map<Pair, Tick[]>();
  readonly #listeners = new Set<TickListener>();
  readonly #cache = new CandleCache();

  append(batch: readonly CapturedTick[]): void {
    for (const { pair, price, timestamp } of batch) {
      let ticks = this.#ticks.get(pair);
      if (!ticks) this.#ticks.set(pair, (ticks = []));
      ticks.push({ pair, price, timestamp });
      if (ticks.length >= CUT_AT) ticks.splice(0, ticks.length - RECENT_TICKS);
    }
    for (const listener of this.#listeners) listener(batch);
  }

  warm(pair: Pair, ticks: readonly Tick[]): void {
    const live = this.#ticks.get(pair) ?? [];
    const kept = ticks.map(({ price, timestamp }) => ({ pair, price, timestamp }));
    this.#ticks.set(pair, [...kept, ...live].slice(-RECENT_TICKS));
  }

  /** As `recent`, at once. */
  newest(pair: Pair, count: number): Tick[] {
    const wanted = Math.min(count, RECENT_TICKS);
    return wanted > 0 ? (this.#ticks.get(pair) ?? []).slice(-wanted).reverse() : [];
  }

  recent(pair: Pair, count: number): Promise<Tick[]> {
    return Promise.resolve(this.newest(pair, count));
  }

  /** The pairs that have ticks. */
  pairs(): Iterable<Pair> {
    return this.#ticks.keys();
  }

  subscribe(listener: TickListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** As `cachedCandles`, at once. */
  cached(pair: Pair, timeframe: Timeframe): readonly Candle[] | undefined {
    return this.#cache.get(pair, timeframe);
  }

  cachedCandles(pair: Pair, timeframe: Timeframe): Promise<readonly Candle[] | undefined> {
    return Promise.resolve(this.cached(pair, timeframe));
  }

  cacheVersion(pair: Pair): number {
    return this.#cache.version(pair);
  }

  cacheCandles(pair: Pair, timeframe: Timeframe, candles: readonly Candle[], version: number): Promise<void> {
    this.#cache.set(pair, timeframe, candles, version);
    return Promise.resolve();
  }

  forgetCandles(pairs: readonly Pair[]): Promise<void> {
    for (const pair of pairs) this.#cache.forget(pair);
    return Promise.resolve();
  }

  status(): HotStoreStatus {
    return { state: 'off' };
  }

  close(): Promise<void> {
    this.#listeners.clear();
    return Promise.resolve();
  }
}
