import type { Candle } from '../../../../shared/candle.ts';
import type { FeedGap } from '../../../../shared/feed-span.ts';
import { lastUpTo } from '../candle-search.ts';

/** A place on the time axis: so many bars to the right of a candle's middle. */
export interface AxisPlace {
  readonly candle: Candle;
  readonly bars: number;
}

/** Where a gap lies on the chart; an end that is not given lies beyond the chart's. */
export interface GapStretch {
  readonly from?: AxisPlace;
  readonly to?: AxisPlace;
}

/** A time within a candle lies between its edges, and one after it at its right edge. */
const placeIn = (candle: Candle, time: number, duration: number): AxisPlace => {
  const part = duration > 0 ? Math.min(1, Math.max(0, (time - candle.time) / duration)) : 0.5;
  return { candle, bars: part - 0.5 };
};

/**
 * Where a gap lies among ascending candles of `duration` ms, which have hardly any place in it: from the candle in
 * which it begins to the one in which it ends. `undefined` where it lies outside of them.
 */
export const gapStretch = (
  { from, to }: FeedGap,
  candles: readonly Candle[],
  duration: number,
): GapStretch | undefined => {
  const first = candles[0];
  if (!first || (to !== undefined && to <= first.time)) return undefined;
  const begin = candles[lastUpTo(candles, from)];
  const start = begin ? { from: placeIn(begin, from, duration) } : {};
  if (to === undefined) return start;
  const before = lastUpTo(candles, to);
  const last = candles[before];
  const isWithin = last !== undefined && (duration > 0 ? to < last.time + duration : to <= last.time);
  const end = isWithin ? last : candles[before + 1];
  return end ? { ...start, to: placeIn(end, to, duration) } : start;
};
