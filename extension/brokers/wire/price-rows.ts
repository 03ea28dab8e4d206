import { milliseconds, type Milliseconds } from '../../../shared/units.ts';
import type { BrokerCandle, BrokerTick } from './broker-prices.ts';
import { brokerTick } from './broker-tick.ts';
import { wireCandle, type WirePrices } from './wire-candle.ts';
import { listOf, priceOf, timeOfSeconds } from './wire-values.ts';

/** A tick from broker seconds and a price, or `undefined` for what makes none. */
export const tickOf = (symbol: unknown, time: unknown, value: unknown): BrokerTick | undefined =>
  brokerTick(symbol, priceOf(value), timeOfSeconds(time));

/** A candle from the broker seconds of its start and its prices, or `undefined` for what makes none. */
export const candleOf = (time: unknown, prices: WirePrices): BrokerCandle | undefined =>
  wireCandle(timeOfSeconds(time), prices, priceOf);

/** `[time, price, …]`, as Pocket Option and Quotex write a chart's past ticks. */
export const tickOfRow = (symbol: string, row: unknown): BrokerTick | undefined => {
  const [time, price] = listOf(row);
  return tickOf(symbol, time, price);
};

/** `[time, open, close, high, low, …]`, as the same two write its candles: not the usual order. */
export const candleOfRow = (row: unknown): BrokerCandle | undefined => {
  const [time, open, close, high, low] = listOf(row);
  return candleOf(time, { open, high, low, close });
};

/** A candle's length, which the broker counts in seconds, or `undefined` for what is none. */
export const durationOfSeconds = (period: unknown): Milliseconds | undefined =>
  typeof period === 'number' && Number.isSafeInteger(period * 1000) && period > 0
    ? milliseconds(period * 1000)
    : undefined;
