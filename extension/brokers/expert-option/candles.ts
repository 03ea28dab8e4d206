import type { AssetNames } from '../wire/asset-names.ts';
import type { BrokerTick } from '../wire/broker-prices.ts';
import { tickOf } from '../wire/price-rows.ts';
import { isRecord, listOf } from '../wire/wire-values.ts';

/** The timeframe of the newest price; any other is a candle that is still forming. */
const TICK_TIMEFRAME = 0;

/**
 * The ticks of a `candles` message: `{ assetId, candles: [{ tf: 0, t, tt, v: [price] }, { tf: 5, t, tt, v: [open, high,
 * low, close] }], expTimes }`, times in seconds with halves.
 * Source: GitHub: huenique/eo-price-reader `docs/Messages.md` (recorded frames), A11ksa/API-Expert-Option
 * `api_expert/client.py`.
 */
export const ticksOfCandles = (message: unknown, names: AssetNames): BrokerTick[] => {
  if (!isRecord(message) || typeof message.assetId !== 'number' || !Number.isSafeInteger(message.assetId))
    return [];
  const symbol = names.symbolOf(message.assetId);
  return listOf(message.candles)
    .filter(isRecord)
    .filter(({ tf }) => tf === TICK_TIMEFRAME)
    .map(({ t, v }) => tickOf(symbol, t, listOf(v)[0]))
    .filter((tick) => tick !== undefined);
};
