import type { Tick } from '../shared/tick.ts';
import type { BrokerCandle } from './candle-record.ts';
import { toBrokerTime } from './broker-clock.ts';

/** The feed sends every payload as one binary attachment of UTF-8 JSON, as all recordings show. */
export const attachment = (payload: unknown): Buffer => Buffer.from(JSON.stringify(payload));

/** A row of `updateStream`: `["EURUSD_otc",1756687630.382,1.34298]`. */
export const streamRow = ({ pair, timestamp, price }: Tick): unknown[] => [
  pair,
  toBrokerTime(timestamp),
  price,
];

/** A row of `updateHistoryNewFast`'s `history`. */
export const historyRow = ({ timestamp, price }: Tick): unknown[] => [toBrokerTime(timestamp), price];

/** A row of `updateHistoryNewFast`'s `candles`. */
export const candleRow = ({ time, open, close, high, low }: BrokerCandle): unknown[] => [
  toBrokerTime(time),
  open,
  close,
  high,
  low,
];

/** An entry of `loadHistoryPeriodFast`'s `data`. */
export const periodEntry = (candle: BrokerCandle, assetId: number): object => {
  const { time, open, close, high, low } = candle;
  return { symbol_id: assetId, time: toBrokerTime(time), open, close, high, low };
};
