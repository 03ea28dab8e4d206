import type { Asset } from '../../shared/asset.ts';
import type { Candle } from '../../shared/candle.ts';
import type { FeedGap, FeedSpan } from '../../shared/feed-span.ts';
import type { Pair } from '../../shared/pair.ts';
import type { PairRename } from '../../shared/pair-rename.ts';
import type { Tick } from '../../shared/tick.ts';
import type { Timeframe } from '../../shared/timeframe.ts';
import type { Milliseconds } from '../../shared/units.ts';
import type { LogAudit } from './audit.ts';
import type { LoggedHour } from './hour-digests.ts';
import type { RefusedTicks } from './packed-ticks.ts';

/** What became of a batch. `inserted` + `duplicates` = the batch's length. */
export interface AppendResult {
  readonly inserted: number;
  readonly duplicates: number;
}

export interface TickQuery {
  readonly pair: Pair;
  /** Inclusive. */
  readonly from?: Milliseconds | undefined;
  /** Exclusive. */
  readonly to?: Milliseconds | undefined;
  readonly limit: number;
}

export interface NewestTicksQuery {
  readonly pair: Pair;
  /** Only ticks that are earlier. */
  readonly before?: Milliseconds | undefined;
  /** The newest that many. */
  readonly limit: number;
}

export interface CandleQuery {
  readonly pair: Pair;
  readonly timeframe: Timeframe;
  /** Only candles that begin at or after it. */
  readonly from?: Milliseconds | undefined;
  /** Only candles that begin before it. */
  readonly before?: Milliseconds | undefined;
  /** The newest that many. */
  readonly limit: number;
}

export interface CandleAnswer {
  /** Ascending. */
  readonly candles: readonly Candle[];
  /** The newest tick within them. */
  readonly lastTimestamp?: Milliseconds | undefined;
}

export interface GapQuery {
  readonly pair: Pair;
  /** Only gaps that end after it. */
  readonly from?: Milliseconds | undefined;
  /** Only gaps that begin before it. */
  readonly to?: Milliseconds | undefined;
  /** No longer candle of the broker's fills a gap, ms. */
  readonly longestFill: Milliseconds;
  readonly now: Milliseconds;
}

/** A row on its way to the archive; `row` is its place in the log. */
export interface WaitingTick extends Tick {
  readonly row: number;
}

/** A tick that the archive refuses for good. */
export interface DeadLetter extends WaitingTick {
  readonly reason: string;
}

export interface DeadLetterQuery {
  /** All pairs where it is not given. */
  readonly pair?: Pair | undefined;
  /** Only those whose row is higher. */
  readonly after?: number | undefined;
  readonly limit: number;
}

/** What the log knows of one pair. */
export interface LoggedPair {
  readonly pair: Pair;
  readonly asset?: Asset | undefined;
  readonly newest?: { readonly price: number; readonly timestamp: Milliseconds } | undefined;
  /** Open of the first 1-minute candle of the current UTC day, where there is one. */
  readonly dayOpen?: number | undefined;
  /** What it was called before its name was known. */
  readonly formerly?: readonly Pair[] | undefined;
}

/** Every tick ever kept is archived, waiting or dead-lettered; what was removed unarchived counts no more. */
export interface LogCounts {
  /** The sum of the others: archived ticks that have left the log count on. */
  readonly kept: number;
  readonly archived: number;
  readonly waiting: number;
  readonly deadLettered: number;
}

/**
 * The durable record of every tick, the relay's single source of truth. What `append` has resolved for is on
 * the disk (`synchronous=FULL`); `(pair, timestamp, price)` is unique, so a repetition is counted and harmless.
 */
export interface TickLog {
  /** `refused`: what of the batch as it was received was no tick; it is counted by the same commit. */
  append(batch: readonly Tick[], refused?: RefusedTicks): Promise<AppendResult>;
  /** Keeps a broker's own candles, which fill what ticks do not reach. Durable when it resolves. */
  appendBrokerCandles(pair: Pair, duration: Milliseconds, candles: readonly Candle[]): Promise<void>;
  saveAssets(assets: readonly Asset[]): Promise<void>;
  /**
   * Keeps stretches in which feeds were up; those that overlap or touch become one. Durable when it resolves.
   * Answers the pairs whose gaps are other ones now: not those whose newest stretch has only grown.
   */
  appendFeedSpans(spans: readonly FeedSpan[]): Promise<Pair[]>;
  /** The newest stretch of each pair's feed, of those that ended `after` then. */
  newestFeedSpans(after: Milliseconds): Promise<FeedSpan[]>;
  /** Ascending by timestamp, then price. */
  ticks(query: TickQuery): Promise<Tick[]>;
  /** Ascending as `ticks`, from the other end: the newest. */
  newestTicks(query: NewestTicksQuery): Promise<Tick[]>;
  /** From ticks, completed and filled by the broker's own candles. */
  candles(query: CandleQuery): Promise<CandleAnswer>;
  /** The newest 1,000 gaps since a pair's first span, ascending, their ends as they are; none without a span. */
  gaps(query: GapQuery): Promise<FeedGap[]>;
  pairs(now: Milliseconds): Promise<LoggedPair[]>;
  /**
   * Makes all that is kept under one name the other's, and lets the former name stand for it from then on, wherever a
   * pair is named. What both have is kept once. Durable when it resolves: with whether anything has changed.
   */
  renamePair(rename: PairRename): Promise<boolean>;
  /** Every renaming so far. */
  renames(): Promise<PairRename[]>;
  /** Those that the archive has not been told of. */
  unarchivedRenames(): Promise<PairRename[]>;
  /** The archive has nothing under the former name any more. */
  renameArchived(rename: PairRename): Promise<void>;
  counts(): Promise<LogCounts>;
  /** The oldest rows that the archive has not accepted, in the log's order; only those after the row `after`. */
  waiting(limit: number, after?: number): Promise<WaitingTick[]>;
  /** Moves the archive's cursor: every row up to and with `row` is archived or dead-lettered. */
  archivedUpTo(row: number): Promise<void>;
  /** Sets a row that the archive refuses for good aside, with the reason. */
  deadLetter(row: WaitingTick, reason: string): Promise<void>;
  /** What was set aside, by row ascending. */
  deadLetters(query: DeadLetterQuery): Promise<DeadLetter[]>;
  /** Lets what was set aside wait for the archive again, of one pair or of all. Answers how many ticks. */
  retryDeadLetters(pair?: Pair): Promise<number>;
  /** Removes what was set aside, of one pair or of all. Answers how many ticks. */
  dropDeadLetters(pair?: Pair): Promise<number>;
  /** Holds the rows against the counters. Appends go on meanwhile; every figure is of the same moment. */
  audit(): Promise<LogAudit>;
  /** The first UTC hour of a pair that has ticks, from `from` (inclusive) to `to` (exclusive), both whole hours. */
  nextHour(pair: Pair, from: Milliseconds, to: Milliseconds): Promise<LoggedHour | undefined>;
  /**
   * Removes ticks older than `before`, but none that is dead-lettered, and with `onlyArchived` none that waits;
   * their 1-minute candles stay. Answers how many went.
   */
  prune(before: Milliseconds, onlyArchived: boolean): Promise<number>;
  close(): Promise<void>;
}
