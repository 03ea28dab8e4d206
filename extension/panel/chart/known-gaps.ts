import type { FeedGap } from '../../../shared/feed-span.ts';
import type { Milliseconds } from '../../../shared/units.ts';

/**
 * The gaps that are known, ascending, those of a stretch as its answer has them: from its first candle `from` up to
 * `to`, which is now where it is not given. An answer without a candle says nothing.
 */
export const withGapsFrom = (
  known: readonly FeedGap[],
  answered: readonly FeedGap[],
  from: Milliseconds | undefined,
  to = Number.POSITIVE_INFINITY,
): readonly FeedGap[] => {
  if (from === undefined) return known;
  const outside = known.filter(
    (gap) =>
      (gap.to !== undefined && gap.to <= from) ||
      (gap.from >= to && !answered.some((other) => other.from === gap.from)),
  );
  return [...outside, ...answered].sort((a, b) => a.from - b.from);
};
