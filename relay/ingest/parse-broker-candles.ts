import { isCandle, type Candle } from '../../shared/candle.ts';
import { EARLIEST_TIMESTAMP, MAX_FUTURE_MS } from '../../shared/tick.ts';
import { timeframeDuration } from '../../shared/timeframe.ts';
import { milliseconds, type Milliseconds } from '../../shared/units.ts';

const SECOND_MS = 1_000;
const LONGEST_MS = timeframeDuration('1d');

/** Durations that candles of a broker can have: whole seconds, up to a day, which they divide. */
export const isBrokerDuration = (duration: Milliseconds): boolean =>
  Number.isSafeInteger(duration) &&
  duration >= SECOND_MS &&
  duration % SECOND_MS === 0 &&
  LONGEST_MS % duration === 0;

/**
 * Reads `[time, open, high, low, close]` from a sender that is not trusted. `undefined` where it is no sound
 * candle of `duration` that has ended by `now`.
 */
export const parseBrokerCandle = (
  value: unknown,
  duration: Milliseconds,
  now: Milliseconds,
): Candle | undefined => {
  if (!Array.isArray(value)) return undefined;
  const [time, open, high, low, close] = value as number[];
  const candle = { time, open, high, low, close, ticks: 0 } as Candle;
  const sound =
    isCandle(candle) &&
    candle.time % duration === 0 &&
    candle.time >= EARLIEST_TIMESTAMP &&
    candle.time + duration <= milliseconds(now + MAX_FUTURE_MS);
  return sound ? candle : undefined;
};
