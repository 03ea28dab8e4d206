import type { Candle } from '../../../shared/candle.ts';

/** The place of the last of ascending candles that begins at `time` (UTC ms) or before; −1 where none does. */
export const lastUpTo = (candles: readonly Candle[], time: number): number => {
  let from = 0;
  let to = candles.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((candles[middle]?.time ?? 0) <= time) from = middle + 1;
    else to = middle;
  }
  return from - 1;
};
