import type { BrokerHistory } from '../wire/broker-prices.ts';
import { candleOfRow, durationOfSeconds, tickOfRow } from '../wire/price-rows.ts';
import { isRecord, listOf } from '../wire/wire-values.ts';

/**
 * The past of a chart in `history/list/v2`: `{ asset, period, history: [[seconds, price, direction], …], candles:
 * [[seconds, open, close, high, low, ticks, …], …] }`. The candles come newest first and the newest has not ended;
 * `history` has the latest ticks. Without `period` its candles have no length and are left out.
 *
 * From public clients: GitHub cleitonleonel/pyquotex `pyquotex/ws/client.py` (the order of a candle's values).
 */
export const historyOf = (payload: unknown): BrokerHistory | undefined => {
  if (!isRecord(payload)) return undefined;
  const { asset: symbol, period, history, candles } = payload;
  if (typeof symbol !== 'string') return undefined;
  return {
    symbol,
    duration: durationOfSeconds(period),
    ticks: listOf(history)
      .map((row) => tickOfRow(symbol, row))
      .filter((tick) => tick !== undefined),
    candles: listOf(candles)
      .map(candleOfRow)
      .filter((candle) => candle !== undefined),
  };
};
