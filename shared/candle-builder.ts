import type { Candle } from './candle.ts';
import type { Tick } from './tick.ts';
import { candleTime } from './timeframe.ts';
import type { Milliseconds } from './units.ts';

/** A candle that can still take ticks in any order, so it remembers when its open and close were quoted. */
export interface FormingCandle extends Candle {
  readonly openTimestamp: Milliseconds;
  readonly closeTimestamp: Milliseconds;
}

type Quote = Pick<Tick, 'price' | 'timestamp'>;

export const candleOfTick = ({ price, timestamp }: Quote, duration: Milliseconds): FormingCandle => ({
  time: candleTime(timestamp, duration),
  open: price,
  high: price,
  low: price,
  close: price,
  ticks: 1,
  openTimestamp: timestamp,
  closeTimestamp: timestamp,
});

/**
 * Joins two parts of the same candle. Open and close follow the earliest and latest timestamp, whatever the
 * order of arrival; between prices of one millisecond the lower opens and the higher closes, so that any
 * order and any split into batches gives the same candle.
 */
export const joinCandles = (a: FormingCandle, b: FormingCandle): FormingCandle => {
  const [open, openTimestamp] =
    a.openTimestamp === b.openTimestamp
      ? [Math.min(a.open, b.open), a.openTimestamp]
      : a.openTimestamp < b.openTimestamp
        ? [a.open, a.openTimestamp]
        : [b.open, b.openTimestamp];
  const [close, closeTimestamp] =
    a.closeTimestamp === b.closeTimestamp
      ? [Math.max(a.close, b.close), a.closeTimestamp]
      : a.closeTimestamp > b.closeTimestamp
        ? [a.close, a.closeTimestamp]
        : [b.close, b.closeTimestamp];
  return {
    time: a.time,
    open,
    high: Math.max(a.high, b.high),
    low: Math.min(a.low, b.low),
    close,
    ticks: a.ticks + b.ticks,
    openTimestamp,
    closeTimestamp,
  };
};

/** Builds the candles of ticks that are already without duplicates, ascending by time. */
export const candlesOfTicks = (ticks: Iterable<Quote>, duration: Milliseconds): FormingCandle[] => {
  const byTime = new Map<Milliseconds, FormingCandle>();
  for (const tick of ticks) {
    const candle = candleOfTick(tick, duration);
    const known = byTime.get(candle.time);
    byTime.set(candle.time, known ? joinCandles(known, candle) : candle);
  }
  return [...byTime.values()].sort((a, b) => a.time - b.time);
};
