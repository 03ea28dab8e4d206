import type { FeedGap } from '../../../shared/feed-span.ts';
import { clockDate, dayText, hoursText, secondsText, type TimeZone } from './clock-date.ts';

const MINUTE_MS = 60_000;

/** Whether a gap is seen in candles of `duration` ms: one that lasts, or that leaves out as much as a candle. */
export const isHole = ({ from, to, filled }: FeedGap, duration: number): boolean =>
  !filled && (to === undefined || to - from >= duration);

/** The newest gap that is seen in candles of `duration` ms. What the broker's own candles fill is none. */
export const newestHole = (gaps: readonly FeedGap[], duration: number): FeedGap | undefined =>
  gaps.findLast((gap) => isHole(gap, duration));

/**
 * A gap's ends on the clock of a zone, as short as they can be: with seconds only where it is shorter than a minute,
 * with days only where it is not all of today.
 */
export const gapTimes = (
  { from, to }: FeedGap,
  now: number,
  zone: TimeZone = 'local',
): { readonly from: string; readonly to?: string } => {
  const isShort = to !== undefined && to - from < MINUTE_MS;
  const dayOf = (time: number): string => clockDate(time, zone).toISOString().slice(0, 10);
  const text = (time: number, besides: number): string => {
    const date = clockDate(time, zone);
    const precise = isShort ? secondsText(date) : hoursText(date);
    return dayOf(time) === dayOf(besides) ? precise : `${dayText(date)} ${precise}`;
  };
  return {
    from: text(from, now),
    ...(to !== undefined && { to: text(to, dayOf(from) === dayOf(to) ? to : now) }),
  };
};
