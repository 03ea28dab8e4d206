import { UserError } from '../user-error.ts';

/** What a column can hold that is imported. `clock`: the time of day, of which the day is in `time`. */
export type ColumnRole =
  'pair' | 'timeframe' | 'time' | 'clock' | 'price' | 'open' | 'high' | 'low' | 'close';

/** Where each is; a column of another name (volume, ticks, spread, an indicator) is passed over. */
export type Columns = Readonly<Partial<Record<ColumnRole, number>>>;

const NAMES: Readonly<Record<string, ColumnRole>> = {
  pair: 'pair',
  symbol: 'pair',
  ticker: 'pair',
  timeframe: 'timeframe',
  time: 'time',
  timestamp: 'time',
  date: 'time',
  datetime: 'time',
  gmttime: 'time',
  utctime: 'time',
  unixtime: 'time',
  opentime: 'time',
  price: 'price',
  open: 'open',
  high: 'high',
  low: 'low',
  close: 'close',
};

export const CANDLE_PRICES = ['open', 'high', 'low', 'close'] as const;

/** `<OPEN>`, `Open` and `"open"` are the same name, `Gmt time` and `gmt_time` as well. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** Whether a line names columns rather than filling them: one of them is a time, and one a price. */
export const isHeader = (cells: readonly string[]): boolean => {
  const roles = new Set(cells.map((cell) => NAMES[plain(cell)]));
  return roles.has('time') && (roles.has('close') || roles.has('price'));
};

/**
 * Finds the columns by their names, in any order and case.
 * @throws UserError where they make neither ticks nor candles.
 */
export const findColumns = (names: readonly string[], file: string): Columns => {
  const known = names.map(plain);
  const columns: Partial<Record<ColumnRole, number>> = {};
  for (const [index, name] of known.entries()) {
    const role = Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
    if (role !== undefined) columns[role] ??= index;
  }
  const [date, clock] = [known.indexOf('date'), known.indexOf('time')];
  if (date !== -1 && clock !== -1) Object.assign(columns, { time: date, clock });
  const isCandles = CANDLE_PRICES.every((role) => columns[role] !== undefined);
  if (columns.time === undefined || !(isCandles || columns.price !== undefined))
    throw new UserError(
      `The columns of ${file} (${names.join(', ') || 'none'}) make neither ticks nor candles, which take time and price, ` +
        'or time, open, high, low, close: name them in their order with --columns.',
    );
  return columns;
};

/** Whether the columns make candles; else they make ticks. */
export const areCandles = (columns: Columns): boolean =>
  CANDLE_PRICES.every((role) => columns[role] !== undefined);
