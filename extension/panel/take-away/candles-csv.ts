import type { Candle } from '../../../shared/candle.ts';
import { decimalsOf } from '../data/price-format.ts';

const COLUMNS = ['time', 'open', 'high', 'low', 'close', 'ticks'];
/** RFC 4180. */
const END_OF_LINE = '\r\n';

/**
 * Candles as CSV with a header: time in ISO 8601 UTC, prices written out with at least `digits` decimal places,
 * `ticks` 0 where only the broker gave the candle. No field has a character that needs quoting.
 */
export const candlesCsv = (candles: readonly Candle[], digits: number): string => {
  const written = (price: number): string => price.toFixed(Math.max(digits, decimalsOf(price)));
  const rows = candles.map(({ time, open, high, low, close, ticks }) => [
    new Date(time).toISOString(),
    ...[open, high, low, close].map(written),
    String(ticks),
  ]);
  return [COLUMNS, ...rows].map((fields) => fields.join(',') + END_OF_LINE).join('');
};
