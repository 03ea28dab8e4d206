import type { Candle } from './candle.ts';
import { candleTime } from './timeframe.ts';
import type { Milliseconds } from './units.ts';

/** Joins two ascending series into one; `both` makes the candle of a time that both have. */
const joinSeries = (
  ours: readonly Candle[],
  theirs: readonly Candle[],
  both: (ours: Candle, theirs: Candle) => Candle,
): Candle[] => {
  const joined: Candle[] = [];
  let next = 0;
  for (const candle of ours) {
    let their = theirs[next];
    for (; their && their.time < candle.time; their = theirs[++next]) joined.push(their);
    if (their?.time === candle.time) next++;
    joined.push(their?.time === candle.time ? both(candle, their) : candle);
  }
  return [...joined, ...theirs.slice(next)];
};

/**
 * Lays a series that reaches further (the archive's, the broker's own) under ours, both ascending.
 * Where both have a candle, `ours` wins.
 */
export const mergeCandles = (ours: readonly Candle[], fill: readonly Candle[]): Candle[] =>
  joinSeries(ours, fill, (candle) => candle);

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

/** Our candles, each completed by the broker's where there is one, and the broker's where we have none; ascending. */
export const completeCandles = (ours: readonly Candle[], brokers: readonly Candle[]): Candle[] =>
  joinSeries(ours, brokers, completeCandle);

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
