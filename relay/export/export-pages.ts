import type { Candle } from '../../shared/candle.ts';
import type { Pair } from '../../shared/pair.ts';
import { timeframeDuration, type Timeframe } from '../../shared/timeframe.ts';
import { milliseconds, type Milliseconds } from '../../shared/units.ts';
import type { ReadOnlyLog } from '../tick-log/read-only-log.ts';
import { candleRow, type Page, tickRow } from './table.ts';

/** What to export. */
export interface ExportQuery {
  readonly pairs: readonly Pair[];
  /** Ticks where it is not given. */
  readonly timeframe?: Timeframe | undefined;
  /** Inclusive. */
  readonly from: Milliseconds;
  /** Exclusive. */
  readonly to: Milliseconds;
  readonly now: Milliseconds;
}

/** How far an export is: rows so far, and the part of the whole that they make, 0 to 1. */
export type OnProgress = (part: number, rows: number) => void;

const tickPages = function* (log: ReadOnlyLog, pair: Pair, query: ExportQuery): Generator<Page> {
  for (const page of log.ticks(pair, query))
    yield page.map(([timestamp, price]) => tickRow({ pair, price, timestamp: milliseconds(timestamp) }));
};

/** A candle that is still forming is left out: whoever imports it later would take it for the whole. */
const candlePages = function* (
  log: ReadOnlyLog,
  pair: Pair,
  timeframe: Timeframe,
  query: ExportQuery,
): Generator<Page> {
  const hasEnded = ({ time }: Candle): boolean => time + timeframeDuration(timeframe) <= query.now;
  for (const page of log.candles(pair, timeframe, query))
    yield page.filter(hasEnded).map((candle) => candleRow(pair, timeframe, candle));
};

/** The rows that a query asks for: pair by pair, each ascending by time. */
export const exportPages = function* (
  log: ReadOnlyLog,
  query: ExportQuery,
  onProgress: OnProgress,
): Generator<Page> {
  const { pairs, timeframe, from, to, now } = query;
  const timeColumn = 2;
  let rows = 0;
  for (const [index, pair] of pairs.entries()) {
    const pages = timeframe ? candlePages(log, pair, timeframe, query) : tickPages(log, pair, query);
    let first: number | undefined;
    for (const page of pages) {
      yield page;
      rows += page.length;
      first ??= Math.max(from, Number(page[0]?.[timeColumn] ?? from));
      const reached = (Number(page.at(-1)?.[timeColumn]) - first) / (Math.min(to, now) - first);
      onProgress((index + Math.min(1, Math.max(0, reached || 0))) / pairs.length, rows);
    }
  }
  onProgress(1, rows);
};
