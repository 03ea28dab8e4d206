import type { BrokerTick } from '../wire/broker-prices.ts';
import { priceOf, timeOfSeconds } from '../wire/wire-values.ts';

/** `[[row, …]]` is the deepest that was ever seen; the rest is nonsense. */
const MAX_DEPTH = 4;

const collect = (values: readonly unknown[], depth: number, ticks: BrokerTick[]): void => {
  for (const [index, value] of values.entries()) {
    if (Array.isArray(value) && depth < MAX_DEPTH) collect(value as unknown[], depth + 1, ticks);
    if (typeof value !== 'string') continue;
    const brokerTime = timeOfSeconds(values[index + 1]);
    const price = priceOf(values[index + 2]);
    if (brokerTime !== undefined && price !== undefined) ticks.push({ symbol: value, price, brokerTime });
  }
};

/**
 * The ticks of `updateStream`: a symbol, the broker's seconds, a price, in rows (`[["EURUSD_otc", 1756687630.382,
 * 1.34298], …]`, as in the recordings), as one row, or flat among the event's arguments (older clients).
 */
export const ticksOfStream = (args: readonly unknown[]): BrokerTick[] => {
  const ticks: BrokerTick[] = [];
  collect(args, 0, ticks);
  return ticks;
};
