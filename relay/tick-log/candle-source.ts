import type { Candle } from '../../shared/candle.ts';
import { milliseconds, type Milliseconds } from '../../shared/units.ts';
import { prepareQuery, type Connection } from './sqlite.ts';

/** Half open: from inclusive, to exclusive. */
export interface Span {
  readonly from: Milliseconds;
  readonly to: Milliseconds;
}

type SpanParameters = [pairId: number, from: number, to: number];
type CandleRow = [open: number, high: number, low: number, close: number, ticks: number];

/**
 * Starts of the newest `limit` candles, newest first. Walks back with one index search each (`newest` finds the
 * newest moment within a span), so that quiet stretches cost nothing and only `limit` bounds the work.
 */
export const timesBackwards = (
  newest: (span: Span) => number | undefined,
  duration: Milliseconds,
  { from, to }: Span,
  limit: number,
): Milliseconds[] => {
  const times: Milliseconds[] = [];
  let end = to;
  while (times.length < limit) {
    const found = newest({ from, to: end });
    if (found === undefined) break;
    end = milliseconds(found - (found % duration));
    times.push(end);
  }
  return times;
};

interface SourceQueries {
  /** The newest moment within a span. */
  readonly newest: string;
  /** Open, high, low, close and ticks of a span. */
  readonly candle: string;
  /** The newest tick within a span. */
  readonly lastTimestamp: string;
}

/** A table that our own candles are gathered from. */
export class CandleSource {
  readonly #newest;
  readonly #candle;
  readonly #lastTimestamp;

  constructor(connection: Connection, sql: SourceQueries) {
    this.#newest = prepareQuery<SpanParameters, [number]>(connection, sql.newest);
    this.#candle = prepareQuery<SpanParameters, CandleRow>(connection, sql.candle);
    this.#lastTimestamp = prepareQuery<SpanParameters, [number]>(connection, sql.lastTimestamp);
  }

  /** Starts of the newest `limit` candles within the span, newest first. */
  times(pairId: number, duration: Milliseconds, span: Span, limit: number): Milliseconds[] {
    return timesBackwards(({ from, to }) => this.#newest.first(pairId, from, to)?.[0], duration, span, limit);
  }

  /** The candle that begins at `time`, or `undefined` where it has no tick. */
  candle(pairId: number, duration: Milliseconds, time: Milliseconds): Candle | undefined {
    const row = this.#candle.first(pairId, time, time + duration);
    if (!row) return undefined;
    const [open, high, low, close, ticks] = row;
    return { time, open, high, low, close, ticks };
  }

  lastTimestamp(pairId: number, { from, to }: Span): Milliseconds | undefined {
    const [timestamp] = this.#lastTimestamp.first(pairId, from, to) ?? [];
    return timestamp === undefined ? undefined : milliseconds(timestamp);
  }
}

const TICKS_IN_SPAN = 'FROM ticks WHERE pair_id = ?1 AND timestamp >= ?2 AND timestamp < ?3';
const NEWEST_TICK = `SELECT timestamp ${TICKS_IN_SPAN} ORDER BY timestamp DESC LIMIT 1`;

/** Candles of any duration, gathered from ticks. */
export const TICK_QUERIES: SourceQueries = {
  newest: NEWEST_TICK,
  candle: `SELECT
      (SELECT price ${TICKS_IN_SPAN} ORDER BY timestamp, price LIMIT 1),
      max(price), min(price),
      (SELECT price ${TICKS_IN_SPAN} ORDER BY timestamp DESC, price DESC LIMIT 1),
      count(*)
    ${TICKS_IN_SPAN} HAVING count(*) > 0`,
  lastTimestamp: NEWEST_TICK,
};

export const MINUTES_IN_SPAN = 'FROM candles_1m WHERE pair_id = ?1 AND time >= ?2 AND time < ?3';

/** Candles of whole minutes, gathered from the 1-minute rollup. */
export const MINUTE_QUERIES: SourceQueries = {
  newest: `SELECT time ${MINUTES_IN_SPAN} ORDER BY time DESC LIMIT 1`,
  candle: `SELECT
      (SELECT open ${MINUTES_IN_SPAN} ORDER BY time LIMIT 1),
      max(high), min(low),
      (SELECT close ${MINUTES_IN_SPAN} ORDER BY time DESC LIMIT 1),
      sum(ticks)
    ${MINUTES_IN_SPAN} HAVING count(*) > 0`,
  lastTimestamp: `SELECT close_timestamp ${MINUTES_IN_SPAN} ORDER BY time DESC LIMIT 1`,
};
