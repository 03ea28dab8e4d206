import { candleOfTick, joinCandles, type FormingCandle } from '../../../shared/candle-builder.ts';
import { isCandle, type Candle } from '../../../shared/candle.ts';
import { candleTime } from '../../../shared/timeframe.ts';
import { milliseconds, type Milliseconds } from '../../../shared/units.ts';
import type { Quote } from '../data/recent-quotes.ts';
import { lastUpTo } from './candle-search.ts';
import type { CandleChanges, LiveSeries, SeriesPage } from './live-series.ts';

/** A candle that the relay gave: nothing within it came before its open or after its close. */
const formed = (candle: Candle, duration: Milliseconds, lastTimestamp: number): FormingCandle => {
  const end = candle.time + duration - 1;
  const isForming = lastTimestamp >= candle.time && lastTimestamp < end;
  return {
    ...candle,
    openTimestamp: candle.time,
    closeTimestamp: milliseconds(isForming ? lastTimestamp : end),
  };
};

const ascending = (byTime: ReadonlyMap<Milliseconds, FormingCandle>): FormingCandle[] =>
  [...byTime.values()].sort((a, b) => a.time - b.time);

/** One pair's candles of one timeframe. */
export class LiveCandles implements LiveSeries {
  readonly duration: Milliseconds;
  #candles: FormingCandle[] = [];
  readonly #byTime = new Map<Milliseconds, FormingCandle>();
  /** Whether the relay has said that it knows of nothing older. */
  #isComplete = true;

  constructor(duration: Milliseconds) {
    this.duration = duration;
  }

  get candles(): readonly FormingCandle[] {
    return this.#candles;
  }

  add(ticks: Iterable<Quote>): CandleChanges {
    const lastTime = this.#candles.at(-1)?.time;
    const firstTime = this.#candles[0]?.time;
    const late = new Map<Milliseconds, FormingCandle>();
    const live = new Map<Milliseconds, FormingCandle>();
    let inserted = false;
    let beforeFirst = 0;
    for (const tick of ticks) {
      const candle = candleOfTick(tick, this.duration);
      if (firstTime !== undefined && candle.time < firstTime && !this.#isComplete) {
        beforeFirst++;
        continue;
      }
      const known = this.#byTime.get(candle.time);
      const joined = known ? joinCandles(known, candle) : candle;
      this.#byTime.set(joined.time, joined);
      const isLive = lastTime === undefined || joined.time >= lastTime;
      if (!isLive && !known) inserted = true;
      (isLive ? live : late).set(joined.time, joined);
    }
    const changes = { late: ascending(late), live: ascending(live), inserted, beforeFirst };
    this.#place(changes);
    return changes;
  }

  /**
   * `lastTimestamp` is the newest tick within the candles: of `recent`, the ticks that came meanwhile, only later
   * ones add to their count.
   */
  load({ candles: history, lastTimestamp }: SeriesPage, recent: Iterable<Quote>, isComplete: boolean): void {
    const newest = lastTimestamp ?? Number.NEGATIVE_INFINITY;
    const firstOfOurs = this.#candles[0]?.time ?? Number.POSITIVE_INFINITY;
    const ticksSince = new Map<Milliseconds, number>();
    for (const { timestamp } of recent) {
      if (timestamp <= newest) continue;
      const time = candleTime(timestamp, this.duration);
      ticksSince.set(time, (ticksSince.get(time) ?? 0) + 1);
    }
    for (const candle of history) {
      if (!isCandle(candle)) continue;
      const theirs = formed(candle, this.duration, newest);
      const ours = this.#byTime.get(candle.time);
      const ticks = Math.max(ours?.ticks ?? 0, candle.ticks + (ticksSince.get(candle.time) ?? 0));
      this.#byTime.set(candle.time, { ...(ours ? joinCandles(theirs, ours) : theirs), ticks });
    }
    const firstGiven = history[0]?.time ?? Number.POSITIVE_INFINITY;
    if (firstGiven <= firstOfOurs || isComplete) this.#isComplete = isComplete;
    this.#candles = ascending(this.#byTime);
  }

  prepend(older: readonly Candle[], isComplete: boolean): number {
    this.#isComplete = isComplete;
    const before = this.#byTime.size;
    for (const candle of older) {
      if (!isCandle(candle) || this.#byTime.has(candle.time)) continue;
      this.#byTime.set(candle.time, formed(candle, this.duration, Number.NEGATIVE_INFINITY));
    }
    this.#candles = ascending(this.#byTime);
    return this.#byTime.size - before;
  }

  get hasOlder(): boolean {
    return !this.#isComplete;
  }

  get olderBefore(): Milliseconds | undefined {
    return this.#candles[0]?.time;
  }

  keepNewest(count: number): void {
    const dropped = this.#candles.slice(0, -count);
    if (dropped.length === 0) return;
    for (const { time } of dropped) this.#byTime.delete(time);
    this.#candles = this.#candles.slice(-count);
    this.#isComplete = false;
  }

  #place({ live, late, inserted }: CandleChanges): void {
    if (inserted) {
      this.#candles = ascending(this.#byTime);
      return;
    }
    for (const candle of late) this.#candles[lastUpTo(this.#candles, candle.time)] = candle;
    for (const candle of live) {
      if (this.#candles.at(-1)?.time === candle.time) this.#candles[this.#candles.length - 1] = candle;
      else this.#candles.push(candle);
    }
  }
}
