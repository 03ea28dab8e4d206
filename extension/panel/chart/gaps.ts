import type { Candle } from '../../../shared/candle.ts';
import { milliseconds, type Milliseconds } from '../../../shared/units.ts';

/** A quiet weekend must not fill the screen with nothing; so wide a gap is seen as one. */
const MAX_GAP_BARS = 12;

/** The empty places to leave on the time axis after `previous`, so that a quiet stretch is seen as one. */
export const gapAfter = (
  previous: Milliseconds,
  next: Milliseconds,
  duration: Milliseconds,
): Milliseconds[] => {
  // Single ticks have no places between them.
  if (duration === 0) return [];
  const missing = Math.round((next - previous) / duration) - 1;
  return Array.from({ length: Math.max(0, Math.min(missing, MAX_GAP_BARS)) }, (_, index) =>
    milliseconds(previous + (index + 1) * duration),
  );
};

/** How many of the newest of ascending `candles` fit into `maxBars` places, their gaps counted in. */
export const newestWithin = (candles: readonly Candle[], duration: Milliseconds, maxBars: number): number => {
  let bars = 0;
  for (let index = candles.length - 1; index >= 0; index--) {
    const candle = candles[index];
    const next = candles[index + 1];
    if (!candle) break;
    bars += 1 + (next ? gapAfter(candle.time, next.time, duration).length : 0);
    if (bars > maxBars) return candles.length - 1 - index;
  }
  return candles.length;
};
