import type { FeedGap } from '../../shared/feed-span.ts';
import type { HistorySource } from '../../shared/protocol.ts';
import type { CandleAnswer, CandleQuery } from '../tick-log/tick-log.ts';

export interface HistoryAnswer extends CandleAnswer {
  /** The furthest place that was asked: `archive` where the log did not reach. */
  readonly source: HistorySource;
  /** From the first candle on: stretches that no page received, apart from a quiet market; ascending. */
  readonly gaps: readonly FeedGap[];
  /** How long the answer took. */
  readonly ms: number;
}

/** Candle series for viewers: cache, then tick log, then archive, merged. */
export interface History {
  candles(query: CandleQuery): Promise<HistoryAnswer>;
}
