import { candleOfTick, type FormingCandle } from '../../../shared/candle-builder.ts';
import type { Candle } from '../../../shared/candle.ts';
import { milliseconds, type Milliseconds } from '../../../shared/units.ts';
import type { Quote } from '../data/recent-quotes.ts';
import type { CandleChanges, LiveSeries, SeriesPage } from './live-series.ts';

/**
 * Ticks of one millisecond stand so far apart, because a chart has one place for each time. It is a power of two, so
 * that the times are exact, and large enough to stay apart in the chart library's seconds.
 */
const STEP_MS = 2 ** -10;

/** One tick, at its place on the time axis. */
const pointOf = ({ price, timestamp }: Quote, time: number): FormingCandle => ({
  ...candleOfTick({ price, timestamp }, milliseconds(1)),
  time: milliseconds(time),
});

const quoteOf = ({ time, close }: Candle): Quote => ({
  price: close,
  timestamp: milliseconds(Math.floor(time)),
});
const keyOf = ({ price, timestamp }: Quote): string => `${timestamp}/${price}`;

/** The place after `last` for a tick that is not older than it. */
const placeAfter = (last: FormingCandle | undefined, { timestamp }: Quote): number =>
  last?.openTimestamp === timestamp ? last.time + STEP_MS : timestamp;

/** One pair's ticks, each a candle of its own with one price, at its time in ms. */
export class LiveTicks implements LiveSeries {
  readonly duration = milliseconds(0);
  #points: FormingCandle[] = [];
  #isComplete = true;

  get candles(): readonly FormingCandle[] {
    return this.#points;
  }

  get hasOlder(): boolean {
    return !this.#isComplete;
  }

  /** The first millisecond is asked for again: a page may have ended within it. */
  get olderBefore(): Milliseconds | undefined {
    const first = this.#points[0];
    return first && milliseconds(first.openTimestamp + 1);
  }

  add(ticks: Iterable<Quote>): CandleChanges {
    const live: FormingCandle[] = [];
    const late: Quote[] = [];
    const first = this.#points[0]?.openTimestamp;
    let beforeFirst = 0;
    for (const tick of ticks) {
      const last = this.#points.at(-1);
      if (last && tick.timestamp < last.openTimestamp) {
        if (this.#isComplete || first === undefined || tick.timestamp >= first) late.push(tick);
        else beforeFirst++;
        continue;
      }
      if (this.#endsWith(tick)) continue;
      const point = pointOf(tick, placeAfter(last, tick));
      this.#points.push(point);
      live.push(point);
    }
    if (late.length > 0) this.#arrange([...this.#points.map(quoteOf), ...late]);
    return { late: [], live, inserted: late.length > 0, beforeFirst };
  }

  /** What it has already is left as it is, so `recent` has nothing to add. */
  load({ candles }: SeriesPage, _recent: Iterable<Quote>, isComplete: boolean): void {
    const history = candles.map(quoteOf);
    const from = isComplete ? Number.NEGATIVE_INFINITY : (history[0]?.timestamp ?? Number.NEGATIVE_INFINITY);
    const ours = this.#points.map(quoteOf);
    const lastOfOurs = ours.at(-1)?.timestamp ?? Number.NEGATIVE_INFINITY;
    const reachesUs = lastOfOurs >= from;
    const firstOfOurs = ours[0]?.timestamp ?? Number.POSITIVE_INFINITY;
    if (!reachesUs || from <= firstOfOurs || isComplete) this.#isComplete = isComplete;
    // Between ours and a page that does not reach them ticks would be missing: they come back with older pages.
    this.#arrange(reachesUs ? [...history, ...ours] : history);
  }

  prepend(older: readonly Candle[], isComplete: boolean): number {
    this.#isComplete = isComplete;
    const before = this.#points.length;
    this.#arrange([...older.map(quoteOf), ...this.#points.map(quoteOf)]);
    return this.#points.length - before;
  }

  keepNewest(count: number): void {
    if (this.#points.length <= count) return;
    this.#points = this.#points.slice(-count);
    this.#isComplete = false;
  }

  /** Whether this tick is one of the last millisecond's. */
  #endsWith({ price, timestamp }: Quote): boolean {
    for (let index = this.#points.length - 1; index >= 0; index--) {
      const point = this.#points[index];
      if (point?.openTimestamp !== timestamp) return false;
      if (point.close === price) return true;
    }
    return false;
  }

  /** Each tick once, by time; those of one millisecond in the order in which they are given. */
  #arrange(ticks: readonly Quote[]): void {
    const different = [...new Map(ticks.map((tick) => [keyOf(tick), tick])).values()];
    different.sort((a, b) => a.timestamp - b.timestamp);
    this.#points = [];
    for (const tick of different) this.#points.push(pointOf(tick, placeAfter(this.#points.at(-1), tick)));
  }
}
