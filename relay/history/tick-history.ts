import type { FeedGap } from '../../shared/feed-span.ts';
import type { Tick } from '../../shared/tick.ts';
import { milliseconds } from '../../shared/units.ts';
import type { NewestTicksQuery, TickLog } from '../tick-log/tick-log.ts';

export interface TickHistoryAnswer {
  /** By timestamp, then price. */
  readonly ticks: readonly Tick[];
  /** From the first tick on: stretches that no page received, apart from a quiet market; ascending. */
  readonly gaps: readonly FeedGap[];
  /** How long the answer took. */
  readonly ms: number;
}

/** Single ticks for viewers, as far back as the tick log keeps them. */
export interface TickHistory {
  ticks(query: NewestTicksQuery): Promise<TickHistoryAnswer>;
}

/** Of ticks nothing but ticks can fill a gap, however short the broker's candles are. */
const LONGEST_FILL = milliseconds(0);

export const createTickHistory = (log: Pick<TickLog, 'newestTicks' | 'gaps'>): TickHistory => ({
  ticks: async (query) => {
    const start = performance.now();
    const ticks = await log.newestTicks(query);
    const first = ticks[0]?.timestamp;
    const now = milliseconds(Date.now());
    const { pair, before } = query;
    const gaps =
      first === undefined
        ? []
        : await log.gaps({ pair, from: first, to: before, longestFill: LONGEST_FILL, now });
    return { ticks, gaps, ms: performance.now() - start };
  },
});
