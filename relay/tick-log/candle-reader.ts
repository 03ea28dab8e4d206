import type { Candle } from '../../shared/candle.ts';
import { aggregateCandles, completeCandles } from '../../shared/candle-merge.ts';
import { candleTime, timeframeDuration } from '../../shared/timeframe.ts';
import { milliseconds, type Milliseconds } from '../../shared/units.ts';
import type { BrokerCandles } from './broker-candles.ts';
import { CandleSource, MINUTE_QUERIES, MINUTES_IN_SPAN, TICK_QUERIES, type Span } from './candle-source.ts';
import { MINUTE } from './minute-rollup.ts';
import { prepareQuery, type Connection, type Query } from './sqlite.ts';
import type { CandleAnswer, CandleQuery } from './tick-log.ts';

type MinuteRow = [time: number, open: number, high: number, low: number, close: number, ticks: number];

/** The stretch of the candles of `duration` that begin within `[from, before)`. */
const spanOf = (
  duration: Milliseconds,
  from: Milliseconds | undefined,
  before: Milliseconds | undefined,
): Span => ({
  from: milliseconds(Math.ceil((from ?? 0) / duration) * duration),
  to: milliseconds(before === undefined ? Number.MAX_SAFE_INTEGER : Math.ceil(before / duration) * duration),
});

/**
 * The broker's durations that can fill candles of `duration`, shortest first: those that divide it, each a
 * multiple of the one before. A candle of minutes takes none below the minute: the rollup knows no less.
 */
const ladderOf = (durations: readonly Milliseconds[], duration: Milliseconds): Milliseconds[] => {
  const ladder: Milliseconds[] = [];
  for (const step of durations) {
    const fits = duration % step === 0 && step % (ladder.at(-1) ?? step) === 0;
    if (fits && (duration < MINUTE || step % MINUTE === 0)) ladder.push(step);
  }
  return ladder;
};

/** Reads candle series out of ticks, the 1-minute rollup and the broker's own candles. */
export class CandleReader {
  readonly #ticks: CandleSource;
  readonly #minutes: CandleSource;
  readonly #minuteRows: Query<[pairId: number, from: number, to: number], MinuteRow>;
  readonly #brokers: BrokerCandles;

  constructor(connection: Connection, brokers: BrokerCandles) {
    this.#ticks = new CandleSource(connection, TICK_QUERIES);
    this.#minutes = new CandleSource(connection, MINUTE_QUERIES);
    this.#minuteRows = prepareQuery(
      connection,
      `SELECT time, open, high, low, close, ticks ${MINUTES_IN_SPAN} ORDER BY time`,
    );
    this.#brokers = brokers;
  }

  read(pairId: number, { timeframe, from, before, limit }: Omit<CandleQuery, 'pair'>): CandleAnswer {
    const duration = timeframeDuration(timeframe);
    const source = duration < MINUTE ? this.#ticks : this.#minutes;
    const span = spanOf(duration, from, before);
    const ladder = ladderOf(this.#brokers.durations(pairId), duration);

    const ours = source.times(pairId, duration, span, limit);
    const brokers = ladder.flatMap((step) => this.#brokers.times(pairId, step, duration, span, limit));
    const newest = [...new Set([...ours, ...brokers])].sort((a, b) => b - a).slice(0, limit);
    const oldest = newest.at(-1);
    if (oldest === undefined) return { candles: [] };

    const shown = { from: oldest, to: span.to };
    const times = ours.filter((time) => time >= oldest).reverse();
    return {
      candles: this.#completed(pairId, duration, ladder, times, shown),
      lastTimestamp: source.lastTimestamp(pairId, shown),
    };
  }

  /** `times`: starts of the candles that have ticks of ours, ascending. */
  #completed(
    pairId: number,
    duration: Milliseconds,
    ladder: readonly Milliseconds[],
    times: readonly Milliseconds[],
    span: Span,
  ): Candle[] {
    const finer = ladder.filter((step) => step < duration);
    const reach = this.#reach(pairId, duration, finer, span);
    const read = (part: readonly Milliseconds[]) => this.#own(pairId, duration, part);
    const candles = reach
      ? [
          ...read(times.filter((time) => time < reach.from)),
          ...aggregateCandles(this.#climb(pairId, finer, reach), duration),
          ...read(times.filter((time) => time >= reach.to)),
        ]
      : read(times);
    if (!ladder.includes(duration)) return candles;
    return completeCandles(candles, this.#brokers.candles(pairId, duration, span));
  }

  /** The stretch, in whole candles, beyond which the broker's shorter candles have nothing to add. */
  #reach(
    pairId: number,
    duration: Milliseconds,
    finer: readonly Milliseconds[],
    span: Span,
  ): Span | undefined {
    const ends = finer.flatMap((step) => this.#brokers.ends(pairId, step, span));
    if (ends.length === 0) return undefined;
    const time = (end: number) => candleTime(milliseconds(end), duration);
    return { from: time(Math.min(...ends)), to: milliseconds(time(Math.max(...ends)) + duration) };
  }

  /**
   * Our candles of the first duration, completed by the broker's of that duration, gathered into the next,
   * completed by the broker's of that one, and so on.
   */
  #climb(pairId: number, steps: readonly Milliseconds[], span: Span): Candle[] {
    const [first = MINUTE] = steps;
    let candles = first < MINUTE ? this.#ownTicks(pairId, first, span) : this.#ownMinutes(pairId, span);
    for (const step of steps) {
      candles = completeCandles(aggregateCandles(candles, step), this.#brokers.candles(pairId, step, span));
    }
    return candles;
  }

  #own(pairId: number, duration: Milliseconds, times: readonly Milliseconds[]): Candle[] {
    const source = duration < MINUTE ? this.#ticks : this.#minutes;
    return times.flatMap((time) => source.candle(pairId, duration, time) ?? []);
  }

  #ownTicks(pairId: number, duration: Milliseconds, span: Span): Candle[] {
    return this.#own(pairId, duration, this.#ticks.times(pairId, duration, span, Infinity).reverse());
  }

  /** Row by row: a search for each minute would cost ten times as much. */
  #ownMinutes(pairId: number, { from, to }: Span): Candle[] {
    return this.#minuteRows.all(pairId, from, to).map(([time, open, high, low, close, ticks]) => ({
      time: milliseconds(time),
      open,
      high,
      low,
      close,
      ticks,
    }));
  }
}
