import { candleTime } from '../../../../shared/timeframe.ts';
import { milliseconds, type Milliseconds } from '../../../../shared/units.ts';

const SECOND_MS = 1_000;
const MINUTE_S = 60;
const HOUR_S = 3_600;

const pad = (value: number): string => String(value).padStart(2, '0');

/** The time that the candle of `now` has left: `00:42`, `12:05`, `3:07:00`; whole seconds, rounded up. */
export const countdownText = (now: Milliseconds, duration: Milliseconds): string => {
  const left = Math.ceil((candleTime(now, duration) + duration - now) / SECOND_MS);
  const [hours, minutes, seconds] = [Math.floor(left / HOUR_S), Math.floor(left / MINUTE_S) % 60, left % 60];
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds)}` : `${pad(minutes)}:${pad(seconds)}`;
};

/**
 * Whether there is a close to count down to: a candle that takes more than a second, and a feed that goes on, which is
 * to say that the last candle is this one or the one before.
 */
export const isCounting = (now: Milliseconds, last: Milliseconds, duration: Milliseconds): boolean =>
  duration > SECOND_MS && candleTime(now, duration) - last <= duration;

/** The time until the next whole second, ms, more than 0. */
export const untilNextSecond = (now: Milliseconds): Milliseconds =>
  milliseconds(SECOND_MS - (now % SECOND_MS));
