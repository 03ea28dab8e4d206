import type { Milliseconds } from './units.ts';

/** Open, high, low and close of one stretch of time; there is none for a stretch without a tick. */
export interface Candle {
  /** Start, UTC ms, a multiple of the timeframe. */
  readonly time: Milliseconds;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  /** Ticks kept by us in this stretch; 0 for a candle that only the broker gave. */
  readonly ticks: number;
}

/** High not below, low not above the other prices, and all of them finite and positive. */
export const isCandle = (candle: Candle): boolean =>
  Number.isSafeInteger(candle.time) &&
  [candle.open, candle.high, candle.low, candle.close].every(
    (price) => Number.isFinite(price) && price > 0,
  ) &&
  candle.high >= Math.max(candle.open, candle.close) &&
  candle.low <= Math.min(candle.open, candle.close);
