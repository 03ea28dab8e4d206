import type { Candle } from '../../shared/candle.ts';
import type { Pair } from '../../shared/pair.ts';
import { QuoteRing } from '../../shared/quote-ring.ts';
import type { CapturedTick, Tick } from '../../shared/tick.ts';
import type { Timeframe } from '../../shared/timeframe.ts';
import { CandleCache } from './candle-cache.ts';
import { type HotStore, type HotStoreStatus, RECENT_TICKS, type TickListener } from './hot-store.ts';

/** The hot store of a relay without Redis, and the front of one with Redis. */
export class MemoryHotStore implements HotStore {
  readonly #ticks = new Map<Pair, QuoteRing>();
  readonly #listeners = new Set<TickListener>();
  readonly #cache = new CandleCache();

  append(batch: readonly CapturedTick[]): void {
    for (const tick of batch) {
      let ring = this.#ticks.get(tick.pair);
      if (!ring) this.#ticks.set(tick.pair, (ring = new QuoteRing(RECENT_TICKS)));
      ring.add(tick);
    }
    for (const listener of this.#listeners) listener(batch);
  }

  warm(pair: Pair, ticks: readonly Tick[]): void {
    const ring = new QuoteRing(RECENT_TICKS);
    for (const quote of [...ticks, ...(this.#ticks.get(pair)?.quotes() ?? [])]) ring.add(quote);
    this.#ticks.set(pair, ring);
  }

  rename(from: Pair, to: Pair): void {
    const quotes = [from, to].flatMap((pair) => this.#ticks.get(pair)?.quotes() ?? []);
    for (const pair of [from, to]) this.remove(pair);
    if (quotes.length === 0) return;
    const ring = new QuoteRing(RECENT_TICKS);
    for (const quote of quotes.sort((a, b) => a.timestamp - b.timestamp)) ring.add(quote);
    this.#ticks.set(to, ring);
  }

  remove(pair: Pair): void {
    this.#ticks.delete(pair);
    this.#cache.forget(pair);
  }

  settled(): Promise<void> {
    return Promise.resolve();
  }

  /** As `recent`, at once. */
  newest(pair: Pair, count: number): Tick[] {
    const quotes = this.#ticks.get(pair)?.quotes(Math.max(0, count)) ?? [];
    return quotes.reverse().map(({ price, timestamp }) => ({ pair, price, timestamp }));
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
