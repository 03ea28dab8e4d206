import type { Milliseconds } from '../../../shared/units.ts';
import type { BrokerCandle } from './broker-prices.ts';

/** A candle's prices as they stand on the wire: nothing of them is trusted. */
export type WirePrices = Readonly<Partial<Record<'open' | 'high' | 'low' | 'close', unknown>>>;

/**
 * The candle that begins at `brokerTime`, each price read by `price`, or `undefined` where it lacks one of them. Whether
 * they agree is asked later, by `isCandle`.
 */
export const wireCandle = (
  brokerTime: Milliseconds | undefined,
  prices: WirePrices,
  price: (value: unknown) => number | undefined,
): BrokerCandle | undefined => {
  const open = price(prices.open);
  const high = price(prices.high);
  const low = price(prices.low);
  const close = price(prices.close);
  return brokerTime === undefined ||
    open === undefined ||
    high === undefined ||
    low === undefined ||
    close === undefined
    ? undefined
    : { brokerTime, open, high, low, close };
};
