import { milliseconds, type Milliseconds } from '../../../shared/units.ts';
import type { BrokerCandle, BrokerHistory } from '../wire/broker-prices.ts';
import { wireCandle } from '../wire/wire-candle.ts';
import { isRecord, listOf, priceOf, timeOfSeconds } from '../wire/wire-values.ts';

const candleOf = (row: unknown): BrokerCandle | undefined =>
  isRecord(row)
    ? wireCandle({
        brokerTime: timeOfSeconds(row.t),
        open: priceOf(row.open),
        high: priceOf(row.high),
        low: priceOf(row.low),
        close: priceOf(row.close),
      })
    : undefined;

const durationOf = (seconds: unknown): Milliseconds | undefined =>
  typeof seconds === 'number' && Number.isSafeInteger(seconds * 1000) && seconds > 0
    ? milliseconds(seconds * 1000)
    : undefined;

const historyOf = (row: unknown): BrokerHistory | undefined => {
  if (!isRecord(row) || typeof row.p !== 'string') return undefined;
  const duration = durationOf(row.tf);
  const candles = listOf(row.candles)
    .map(candleOf)
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
