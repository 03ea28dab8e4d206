import type { Candle } from '../../../shared/candle.ts';
import { decimalsOf } from '../data/price-format.ts';

const CANDLE_COLUMNS = ['time', 'open', 'high', 'low', 'close', 'ticks'];
const TICK_COLUMNS = ['time', 'price'];
/** RFC 4180. */
const END_OF_LINE = '\r\n';

const csv = (rows: readonly (readonly string[])[]): string =>
  rows.map((fields) => fields.join(',') + END_OF_LINE).join('');

const written = (price: number, digits: number): string => price.toFixed(Math.max(digits, decimalsOf(price)));

/**
 * Candles as CSV with a header: time in ISO 8601 UTC, prices written out with at least `digits` decimal places,
 * `ticks` 0 where only the broker gave the candle. No field has a character that needs quoting.
 */
export const candlesCsv = (candles: readonly Candle[], digits: number): string =>
  csv([
    CANDLE_COLUMNS,
    ...candles.map(({ time, open, high, low, close, ticks }) => [
      new Date(time).toISOString(),
      ...[open, high, low, close].map((price) => written(price, digits)),
      String(ticks),
    ]),
  ]);

/** The same of a tick chart, whose candles are a tick each. */
export const ticksCsv = (ticks: readonly Candle[], digits: number): string =>
  csv([
    TICK_COLUMNS,
    ...ticks.map(({ time, close }) => [new Date(time).toISOString(), written(close, digits)]),
  ]);
