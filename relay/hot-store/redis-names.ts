import type { Pair } from '../../shared/pair.ts';
import type { Timeframe } from '../../shared/timeframe.ts';

/** Every key and channel that the relay uses in Redis. The names are a contract with other programs. */
export interface RedisNames {
  /** List, newest tick first. */
  ticks(pair: Pair): string;
  /** Channel of a pair's new ticks. */
  updates(pair: Pair): string;
  /** String, JSON array of candles; the timeframe in capitals: `historical:EURUSD_otc:1M`. */
  historical(pair: Pair, timeframe: Timeframe): string;
}

export const redisNames = (prefix: string): RedisNames => ({
  ticks: (pair) => `${prefix}ticks:${pair}`,
  updates: (pair) => `${prefix}updates:${pair}`,
  historical: (pair, timeframe) => `${prefix}historical:${pair}:${timeframe.toUpperCase()}`,
});
