import { seconds, toMilliseconds, type Milliseconds } from '../../shared/units.ts';

/** A price as Pocket Option stamped it. */
export interface PocketOptionTick {
  readonly symbol: string;
  readonly price: number;
  readonly brokerTime: Milliseconds;
}

/** `[[row, …]]` is the deepest that was ever seen; the rest is nonsense. */
const MAX_DEPTH = 4;

/** Broker seconds as milliseconds, or `undefined` for what is no time. */
export const brokerTimeOf = (value: unknown): Milliseconds | undefined => {
  if (typeof value !== 'number' || !(value > 0)) return undefined;
  const time = toMilliseconds(seconds(value));
  return Number.isSafeInteger(time) ? time : undefined;
};

export const priceOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : undefined;

const collect = (values: readonly unknown[], depth: number, ticks: PocketOptionTick[]): void => {
  for (const [index, value] of values.entries()) {
    if (Array.isArray(value) && depth < MAX_DEPTH) collect(value as unknown[], depth + 1, ticks);
    if (typeof value !== 'string') continue;
    const brokerTime = brokerTimeOf(values[index + 1]);
    const price = priceOf(values[index + 2]);
    if (brokerTime !== undefined && price !== undefined) ticks.push({ symbol: value, price, brokerTime });
  }
};

/**
 * The ticks of `updateStream`: a symbol, the broker's seconds, a price, in rows (`[["EURUSD_otc", 1756687630.382,
 * 1.34298], …]`, as in the recordings), as one row, or flat among the event's arguments (older clients).
 */
export const ticksOfStream = (args: readonly unknown[]): PocketOptionTick[] => {
  const ticks: PocketOptionTick[] = [];
  collect(args, 0, ticks);
  return ticks;
};
