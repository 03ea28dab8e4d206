import type { BrokerHistory } from '../wire/broker-prices.ts';
import { candleOf, durationOfSeconds } from '../wire/price-rows.ts';
import { isRecord, listOf } from '../wire/wire-values.ts';

const historyOf = (row: unknown): BrokerHistory | undefined => {
  if (!isRecord(row) || typeof row.p !== 'string') return undefined;
  const duration = durationOfSeconds(row.tf);
  const candles = listOf(row.candles)
    .filter(isRecord)
    .map((candle) => candleOf(candle.t, candle))
    .filter((candle) => candle !== undefined);
  return duration === undefined || candles.length === 0
    ? undefined
    : { symbol: row.p, duration, ticks: [], candles };
};

/**
 * The rows of events 3 and 4, the past of a pair that the page asks for or subscribes to: `[{ p: pair, tf: seconds,
 * candles: [{ t, open, high, low, close }] }]`.
 * Source: GitHub: NewYaroslav/olymptrade-cpp-api `include/olymp-trade-api.hpp`.
 */
export const historiesOf = (rows: unknown): BrokerHistory[] =>
  listOf(rows)
    .map(historyOf)
    .filter((history) => history !== undefined);
