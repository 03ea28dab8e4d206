import type { Candle } from '../../shared/candle.ts';
import { isPair, type Pair } from '../../shared/pair.ts';
import { type Tick, tickRefusal, type TickRefusal } from '../../shared/tick.ts';
import { isTimeframe, timeframeDuration, type Timeframe } from '../../shared/timeframe.ts';
import type { Milliseconds } from '../../shared/units.ts';
import { parseBrokerCandle } from '../ingest/parse-broker-candles.ts';
import { parseInstant } from '../parse-instant.ts';
import { areCandles, CANDLE_PRICES, type ColumnRole, type Columns } from './columns.ts';

export interface ImportedCandle {
  readonly pair: Pair;
  readonly timeframe: Timeframe;
  readonly candle: Candle;
}

/** Why a row is refused. */
export type RowRefusal = Exclude<TickRefusal, 'shape'> | 'line' | 'timeframe' | 'candle';

/** What a file does not say of its rows. */
export interface RowDefaults {
  readonly pair?: Pair | undefined;
  readonly timeframe?: Timeframe | undefined;
  /** Of times that do not name their zone. */
  readonly utcOffset: Milliseconds;
  readonly now: Milliseconds;
}

type Cells = readonly unknown[] | undefined;

/** Reads one row, or says why not. */
export type RowReader = (cells: Cells) => Tick | ImportedCandle | RowRefusal;

const numberOf = (cell: unknown): number => {
  if (typeof cell === 'string') return cell.trim() === '' ? Number.NaN : Number(cell);
  return typeof cell === 'number' || typeof cell === 'bigint' ? Number(cell) : Number.NaN;
};

type Find = (cells: readonly unknown[], role: ColumnRole) => unknown;

const finder =
  (columns: Columns): Find =>
  (cells, role) => {
    const place = columns[role];
    return place === undefined ? undefined : cells[place];
  };

const timeReader = (columns: Columns, find: Find, { utcOffset }: RowDefaults) => {
  const joined = (cells: readonly unknown[]): unknown =>
    `${String(find(cells, 'time'))} ${String(find(cells, 'clock'))}`;
  const whole = (cells: readonly unknown[]): unknown => find(cells, 'time');
  const textOf = columns.clock === undefined ? whole : joined;
  return (cells: readonly unknown[]): Milliseconds | undefined => parseInstant(textOf(cells), utcOffset);
};

/** Reads the rows of a file with these columns, with the rules that hold for what a page sends. */
export const rowReader = (columns: Columns, defaults: RowDefaults): RowReader => {
  const find = finder(columns);
  const timeOf = timeReader(columns, find, defaults);
  const { now } = defaults;

  const readTick = (cells: readonly unknown[]): Tick | RowRefusal => {
    const pair = find(cells, 'pair') ?? defaults.pair;
    const price = numberOf(find(cells, 'price'));
    const timestamp = timeOf(cells);
    const refusal = tickRefusal(pair, price, timestamp, now);
    if (timestamp === undefined || refusal === 'shape') return refusal === 'pair' ? 'pair' : 'timestamp';
    return refusal ?? { pair: pair as Pair, price, timestamp };
  };

  const readCandle = (cells: readonly unknown[]): ImportedCandle | RowRefusal => {
    const pair = find(cells, 'pair') ?? defaults.pair;
    const timeframe = find(cells, 'timeframe') ?? defaults.timeframe;
    const time = timeOf(cells);
    const prices = CANDLE_PRICES.map((role) => numberOf(find(cells, role)));
    if (!isPair(pair)) return 'pair';
    if (!isTimeframe(timeframe)) return 'timeframe';
    if (time === undefined) return 'timestamp';
    if (prices.some((price) => !(price > 0))) return 'price';
    const candle = parseBrokerCandle([time, ...prices], timeframeDuration(timeframe), now);
    return candle ? { pair, timeframe, candle } : 'candle';
  };

  const read = areCandles(columns) ? readCandle : readTick;
  return (cells) => (cells ? read(cells) : 'line');
};
