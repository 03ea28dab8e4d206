import type { Candle } from '../../../../shared/candle.ts';
import { toSeconds, type Milliseconds, type Seconds } from '../../../../shared/units.ts';
import type { Calculation, IndicatorResult } from './indicator-kind.ts';

const isSamePrice = (a: Candle, b: Candle): boolean =>
  a.open === b.open && a.high === b.high && a.low === b.low && a.close === b.close;

/** An indicator's results for a series of candles, followed as the series changes. */
export class LiveIndicator {
  readonly #start: () => Calculation;
  #calculation: Calculation;
  #candles: Candle[] = [];
  #results: (IndicatorResult | undefined)[] = [];

  /** `start` begins the calculation anew. */
  constructor(start: () => Calculation) {
    this.#start = start;
    this.#calculation = start();
  }

  /** Candles, and so results. */
  get length(): number {
    return this.#candles.length;
  }

  timeAt(index: number): Milliseconds | undefined {
    return this.#candles[index]?.time;
  }

  /** `undefined` for the candles at the beginning that are too few. */
  resultAt(index: number): IndicatorResult | undefined {
    return this.#results[index];
  }

  /** Whether it rises where it fell at the candle before, or the other way round. */
  hasTurnedAt(index: number): boolean {
    const [before, now] = [this.#results[index - 1], this.#results[index]];
    return before !== undefined && now !== undefined && before.isRising !== now.isRising;
  }

  /** Of the candle at a time of the chart's, whose seconds do not turn back into every fraction of one; or -1. */
  indexAt(time: Seconds): number {
    return this.#candles.findLastIndex((candle) => toSeconds(candle.time) === time);
  }

  /** Takes another series. Ascending. */
  replace(candles: readonly Candle[]): void {
    this.#candles = [...candles];
    this.#recalculate();
  }

  /**
   * Takes candles that the series has changed, those before the last one in `late`, and newer ones. Answers the index
   * of the first result that may have changed.
   */
  update(late: readonly Candle[], live: readonly Candle[]): number {
    const corrected = late.filter((candle) => this.#correct(candle));
    const from = Math.max(0, this.length - (live[0]?.time === this.#candles.at(-1)?.time ? 1 : 0));
    for (const candle of live) this.#take(candle);
    if (corrected.length === 0) return from;
    // A calculation remembers all that came before and cannot go back, so it begins anew.
    this.#recalculate();
    return 0;
  }

  /** Answers whether that changes anything: most late ticks lie between the high and the low. */
  #correct(candle: Candle): boolean {
    const index = this.#candles.findLastIndex(({ time }) => time === candle.time);
    const known = this.#candles[index];
    if (!known || isSamePrice(known, candle)) return false;
    this.#candles[index] = candle;
    return true;
  }

  #take(candle: Candle): void {
    const isReplacement = this.#candles.at(-1)?.time === candle.time;
    const index = isReplacement ? this.length - 1 : this.length;
    this.#candles[index] = candle;
    this.#results[index] = this.#calculation(candle, isReplacement);
  }

  #recalculate(): void {
    this.#calculation = this.#start();
    this.#results = this.#candles.map((candle) => this.#calculation(candle, false));
  }
}
