import type { FeedGap } from '../../../shared/feed-span.ts';

const MINUTE_MS = 60_000;

const pad = (value: number): string => String(value).padStart(2, '0');
const day = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric' });
const dayOf = (time: number): string => new Date(time).toDateString();

/**
 * The newest gap that is seen in candles of `duration` ms: one that lasts, or that leaves out a whole candle. What
 * the broker's own candles fill is none.
 */
export const newestHole = (gaps: readonly FeedGap[], duration: number): FeedGap | undefined =>
  gaps.findLast(({ from, to, filled }) => !filled && (to === undefined || to - from >= duration));

/**
 * A gap's ends in the trader's own time zone, as short as they can be: with seconds only where it is shorter than
 * a minute, with days only where it is not all of today.
 */
export const gapTimes = (
  { from, to }: FeedGap,
  now: number,
): { readonly from: string; readonly to?: string } => {
  const isShort = to !== undefined && to - from < MINUTE_MS;
  const text = (time: number, besides: number): string => {
    const date = new Date(time);
    const clock = `${pad(date.getHours())}:${pad(date.getMinutes())}`;
    const precise = isShort ? `${clock}:${pad(date.getSeconds())}` : clock;
    return dayOf(time) === dayOf(besides) ? precise : `${day.format(date)} ${precise}`;
  };
  return {
    from: text(from, now),
    ...(to !== undefined && { to: text(to, dayOf(from) === dayOf(to) ? to : now) }),
  };
};
