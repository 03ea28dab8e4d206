import type { Candle } from '../../shared/candle.ts';
import type { Pair } from '../../shared/pair.ts';
import type { Tick } from '../../shared/tick.ts';
import type { Timeframe } from '../../shared/timeframe.ts';

/** What a column holds: UTC ms, a price, a whole number, or a name without a character that needs escaping. */
export type ColumnKind = 'time' | 'price' | 'count' | 'name';

export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
}

/** The same columns in the same order in every format. */
export type Table = readonly Column[];

/** One cell a column: a string for a `name`, a number for the others. */
export type Row = readonly (string | number)[];

/** Rows that are read and written at a time. */
export type Page = readonly Row[];

export const TICK_TABLE: Table = [
  { name: 'pair', kind: 'name' },
  { name: 'price', kind: 'price' },
  { name: 'timestamp', kind: 'time' },
];

export const CANDLE_TABLE: Table = [
  { name: 'pair', kind: 'name' },
  { name: 'timeframe', kind: 'name' },
  { name: 'time', kind: 'time' },
  { name: 'open', kind: 'price' },
  { name: 'high', kind: 'price' },
  { name: 'low', kind: 'price' },
  { name: 'close', kind: 'price' },
  { name: 'ticks', kind: 'count' },
];

export const tickRow = ({ pair, price, timestamp }: Tick): Row => [pair, price, timestamp];

export const candleRow = (pair: Pair, timeframe: Timeframe, candle: Candle): Row => {
  const { time, open, high, low, close, ticks } = candle;
  return [pair, timeframe, time, open, high, low, close, ticks];
};
