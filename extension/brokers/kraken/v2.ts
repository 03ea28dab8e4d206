import { milliseconds, type Milliseconds } from '../../../shared/units.ts';
import type { BrokerCandle, BrokerTick } from '../wire/broker-prices.ts';
import { brokerTick } from '../wire/broker-tick.ts';
import type { EndedCandles } from '../wire/ended-candles.ts';
import { timeOfRfc3339 } from '../wire/rfc3339.ts';
import { wireCandle } from '../wire/wire-candle.ts';
import { isRecord, listOf, priceOf } from '../wire/wire-values.ts';

/** Their documented intervals reach to 15 days. */
const MAX_INTERVAL_MINUTES = 21_600;

/**
 * The trades in `data` of a `trade` message: `{ symbol, side, price, qty, ord_type, trade_id, timestamp }`, price a
 * number, time of RFC 3339 with microseconds. Source: the exchange's documentation,
 * https://docs.kraken.com/exchange/api-reference/spot-websocket-v2/trade
 */
export const tradesOfV2 = (data: unknown): BrokerTick[] =>
  listOf(data)
    .filter(isRecord)
    .map(({ symbol, price, timestamp }) => brokerTick(symbol, priceOf(price), timeOfRfc3339(timestamp)))
    .filter((tick) => tick !== undefined);

const durationOf = (minutes: unknown): Milliseconds | undefined =>
  typeof minutes === 'number' && Number.isInteger(minutes) && minutes > 0 && minutes <= MAX_INTERVAL_MINUTES
    ? milliseconds(minutes * 60_000)
    : undefined;

/**
 * The ended candles of an `ohlc` snapshot: `{ symbol, open, high, low, close, vwap, trades, volume, interval_begin,
 * interval }`, interval in minutes. A candle has ended for certain once a later one has begun, whatever any clock shows,
 * so each symbol's last one is left out. Source: the exchange's documentation,
 * https://docs.kraken.com/exchange/api-reference/spot-websocket-v2/ohlc.md
 */
export const endedCandlesOfV2 = (data: unknown): EndedCandles[] => {
  const groups = new Map<string, { symbol: string; duration: Milliseconds; candles: BrokerCandle[] }>();
  for (const row of listOf(data).filter(isRecord)) {
    const { symbol } = row;
    const duration = durationOf(row.interval);
    const candle = wireCandle(timeOfRfc3339(row.interval_begin), row, priceOf);
    if (typeof symbol !== 'string' || duration === undefined || !candle) continue;
    const key = `${duration} ${symbol}`;
    const group = groups.get(key) ?? { symbol, duration, candles: [] };
    group.candles.push(candle);
    groups.set(key, group);
  }
  return [...groups.values()].map((group) => {
    const last = group.candles.reduce((max, { brokerTime }) => Math.max(max, brokerTime), 0);
    return { ...group, candles: group.candles.filter(({ brokerTime }) => brokerTime < last) };
  });
};
