import type { FormingCandle } from '../../../shared/candle-builder.ts';
import type { Candle } from '../../../shared/candle.ts';
import type { FeedGap } from '../../../shared/feed-span.ts';
import type { Milliseconds } from '../../../shared/units.ts';
import type { Quote } from '../data/recent-quotes.ts';

/** What a batch of ticks did to the series. */
export interface CandleChanges {
  /** Existing candles before the last one, ascending. */
  readonly late: readonly FormingCandle[];
  /** The last candle and those after it, ascending. */
  readonly live: readonly FormingCandle[];
  /** A candle came into being between or before others, so the series has to be set as a whole. */
  readonly inserted: boolean;
  /** Ticks older than the first candle, which a page of older candles will bring. */
  readonly beforeFirst: number;
}

/** An answer of the relay: candles, or ticks as candles of one tick each; ascending. */
export interface SeriesPage {
  readonly candles: readonly Candle[];
  /** The newest tick within them. */
  readonly lastTimestamp?: Milliseconds | undefined;
  readonly gaps?: readonly FeedGap[] | undefined;
}

/** One pair's series as a chart shows it: the relay's history, continued by live ticks without repetitions. */
export interface LiveSeries {
  /** Of one candle, ms; 0 where each tick is one of its own. */
  readonly duration: Milliseconds;
  /** Ascending, no two of one time. */
  readonly candles: readonly FormingCandle[];
  /** Whether older candles may exist at the relay. */
  readonly hasOlder: boolean;
  /** The time before which to ask for the next page of older ones; `undefined` while there is no candle. */
  readonly olderBefore: Milliseconds | undefined;
  /** Adds ticks in any order. */
  add(ticks: Iterable<Quote>): CandleChanges;
  /**
   * Lays the relay's newest page under what live ticks have made so far. `recent` are the ticks that came while it
   * was asked for. `isComplete`: there is nothing older.
   */
  load(page: SeriesPage, recent: Iterable<Quote>, isComplete: boolean): void;
  /** Adds a page of older ones; returns how many are new. */
  prepend(older: readonly Candle[], isComplete: boolean): number;
  /** Forgets all but the newest `count`; they can be asked for again. */
  keepNewest(count: number): void;
}
