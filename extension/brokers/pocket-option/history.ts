import type { BrokerCandle, BrokerHistory, BrokerTick } from '../wire/broker-prices.ts';
import { candleOf, candleOfRow, durationOfSeconds, tickOf, tickOfRow } from '../wire/price-rows.ts';
import { isRecord, listOf } from '../wire/wire-values.ts';

const isPresent = <T>(value: T | undefined): value is T => value !== undefined;

/** `{ time, open, close, high, low }` of `data`, or `{ time, price }` where ticks were asked for. */
const dataCandle = (row: unknown): BrokerCandle | undefined =>
  isRecord(row) ? candleOf(row.time, row) : undefined;

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
  const rows = listOf(data);
  return {
    symbol,
    duration: durationOfSeconds(period),
    ticks: [
      ...listOf(history).map((row) => tickOfRow(symbol, row)),
      ...rows.map((row) => dataTick(symbol, row)),
    ].filter(isPresent),
    candles: [...listOf(candles).map(candleOfRow), ...rows.map(dataCandle)].filter(isPresent),
  };
};
