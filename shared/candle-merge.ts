import type { Candle } from './candle.ts';
import { candleTime } from './timeframe.ts';
import type { Milliseconds } from './units.ts';

/**
 * Lays a series that reaches further (the archive's, the broker's own) under ours, both ascending.
 * Where both have a candle, `ours` wins.
 */
export const mergeCandles = (ours: readonly Candle[], fill: readonly Candle[]): Candle[] => {
  const byTime = new Map<Milliseconds, Candle>();
  for (const candle of fill) byTime.set(candle.time, candle);
  for (const candle of ours) byTime.set(candle.time, candle);
  return [...byTime.values()].sort((a, b) => a.time - b.time);
};

/**
 * Completes our candle of a stretch with the broker's own candle of the same stretch: the broker saw all of
 * it, we may have begun in its middle. Where we saw all of it the two are equal.
 */
export const completeCandle = (ours: Candle, brokers: Candle): Candle => ({
  time: ours.time,
  open: brokers.open,
  high: Math.max(ours.high, brokers.high),
  low: Math.min(ours.low, brokers.low),
  close: brokers.close,
  ticks: ours.ticks,
});

/** Our candles, each completed by the broker's where there is one, and the broker's where we have none. */
export const completeCandles = (ours: readonly Candle[], brokers: readonly Candle[]): Candle[] => {
  const brokersByTime = new Map(brokers.map((candle) => [candle.time, candle]));
  const completed = ours.map((candle) => {
    const brokersCandle = brokersByTime.get(candle.time);
    return brokersCandle ? completeCandle(candle, brokersCandle) : candle;
  });
  return mergeCandles(completed, brokers);
};

/** Gathers ascending candles of a shorter timeframe into candles of `duration`. */
export const aggregateCandles = (candles: readonly Candle[], duration: Milliseconds): Candle[] => {
  const gathered: Candle[] = [];
  for (const candle of candles) {
    const time = candleTime(candle.time, duration);
    const last = gathered.at(-1);
    if (last?.time !== time) {
      gathered.push({ ...candle, time });
      continue;
    }
    gathered[gathered.length - 1] = {
      time,
      open: last.open,
      high: Math.max(last.high, candle.high),
      low: Math.min(last.low, candle.low),
      close: candle.close,
      ticks: last.ticks + candle.ticks,
    };
  }
  return gathered;
};
