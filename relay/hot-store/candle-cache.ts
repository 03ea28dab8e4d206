import type { Candle } from '../../shared/candle.ts';
import type { Pair } from '../../shared/pair.ts';
import type { Timeframe } from '../../shared/timeframe.ts';
import { CACHED_CANDLES, CANDLE_CACHE_SECONDS } from './hot-store.ts';

/** 300 series of 200 candles are about 8 MB. */
const MAX_SERIES = 300;

interface Series {
  readonly pair: Pair;
  readonly candles: readonly Candle[];
  readonly until: number;
}

/** Candle series by pair and timeframe, each for an hour; the one longest unused makes room for a new one. */
export class CandleCache {
  /** In the order of their last use. */
  readonly #series = new Map<string, Series>();
  readonly #versions = new Map<Pair, number>();

  get(pair: Pair, timeframe: Timeframe): readonly Candle[] | undefined {
    const key = `${timeframe} ${pair}`;
    const series = this.#series.get(key);
    if (!series) return undefined;
    this.#series.delete(key);
    if (series.until <= Date.now()) return undefined;
    this.#series.set(key, series);
    return series.candles;
  }

  /** Counts how often the pair's series were forgotten. */
  version(pair: Pair): number {
    return this.#versions.get(pair) ?? 0;
  }

  /** Keeps the newest candles, unless the pair was forgotten since `version`: they were read too early then. */
  set(pair: Pair, timeframe: Timeframe, candles: readonly Candle[], version: number): void {
    if (version !== this.version(pair)) return;
    const key = `${timeframe} ${pair}`;
    this.#series.delete(key);
    this.#series.set(key, {
      pair,
      candles: candles.slice(-CACHED_CANDLES),
      until: Date.now() + CANDLE_CACHE_SECONDS * 1_000,
    });
    const [oldest] = this.#series.keys();
    if (this.#series.size > MAX_SERIES && oldest !== undefined) this.#series.delete(oldest);
  }

  forget(pair: Pair): void {
    this.#versions.set(pair, this.version(pair) + 1);
    for (const [key, series] of this.#series) if (series.pair === pair) this.#series.delete(key);
  }
}
