import { milliseconds } from '../../../shared/units.ts';
import type { BrokerCandle, BrokerHistory, BrokerTick } from '../wire/broker-prices.ts';
import { isRecord, listOf, priceOf, timeOfSeconds } from '../wire/wire-values.ts';

const tickOf = (symbol: string, time: unknown, value: unknown): BrokerTick | undefined => {
  const brokerTime = timeOfSeconds(time);
  const price = priceOf(value);
  return brokerTime === undefined || price === undefined ? undefined : { symbol, price, brokerTime };
};

const candleOf = (
  time: unknown,
  prices: Readonly<Record<'open' | 'high' | 'low' | 'close', unknown>>,
): BrokerCandle | undefined => {
  const brokerTime = timeOfSeconds(time);
  const open = priceOf(prices.open);
  const high = priceOf(prices.high);
  const low = priceOf(prices.low);
  const close = priceOf(prices.close);
  if (brokerTime === undefined || !open || !high || !low || !close) return undefined;
  return { brokerTime, open, high, low, close };
};

const isPresent = <T>(value: T | undefined): value is T => value !== undefined;

/** `[time, price]` of `history`. */
const historyTick = (symbol: string, row: unknown): BrokerTick | undefined => {
  const [time, price] = listOf(row);
  return tickOf(symbol, time, price);
};

/** `[time, open, close, high, low]` of `candles`: not the usual order. */
const candlesRow = (row: unknown): BrokerCandle | undefined => {
  const [time, open, close, high, low] = listOf(row);
  return candleOf(time, { open, high, low, close });
};

/** `{ time, open, close, high, low }` of `data`, or `{ time, price }` where ticks were asked for. */
const dataCandle = (row: unknown): BrokerCandle | undefined =>
  isRecord(row)
    ? candleOf(row.time, { open: row.open, high: row.high, low: row.low, close: row.close })
    : undefined;

const dataTick = (symbol: string, row: unknown): BrokerTick | undefined =>
  isRecord(row) ? tickOf(symbol, row.time, row.price) : undefined;

/**
 * The payload of every history event:
 * - `updateHistoryNewFast`, `updateHistoryNew`: `{ asset, period, history: [[time, price], …],
 *   candles: [[time, open, close, high, low], …] }`, candles newest first;
 * - `loadHistoryPeriodFast`, `loadHistoryPeriod`: `{ asset, index, period, data: [{ symbol_id, time, open, close,
 *   high, low }, …] }`, or rows of `{ time, price }`.
 *
 * Times are broker seconds. The first two and `loadHistoryPeriodFast` are in the recordings; `updateHistoryNew`
 * and `loadHistoryPeriod` carry the same objects by what public clients read from them (GitHub:
 * theshadow76/PocketOptionAPI `pocketoptionapi/stable_api.py` and `pocketoptionapi/candles.json`).
 */
export const historyOf = (payload: unknown): BrokerHistory | undefined => {
  if (!isRecord(payload)) return undefined;
  const { asset: symbol, period, history, candles, data } = payload;
  if (typeof symbol !== 'string') return undefined;
  const duration =
    typeof period === 'number' && Number.isSafeInteger(period * 1000) && period > 0
      ? milliseconds(period * 1000)
      : undefined;
  const rows = listOf(data);
  return {
    symbol,
    duration,
    ticks: [
      ...listOf(history).map((row) => historyTick(symbol, row)),
      ...rows.map((row) => dataTick(symbol, row)),
    ].filter(isPresent),
    candles: [...listOf(candles).map(candlesRow), ...rows.map(dataCandle)].filter(isPresent),
  };
};
