import type { Candle } from '../../shared/candle.ts';
import type { Pair } from '../../shared/pair.ts';
import type { CapturedTick, Tick } from '../../shared/tick.ts';
import type { Timeframe } from '../../shared/timeframe.ts';
import type { LinkState } from '../../shared/protocol.ts';

/** The list of a pair's newest ticks holds at most this many. */
export const RECENT_TICKS = 1_000;
/** A cached candle series holds at most this many. */
export const CACHED_CANDLES = 200;
export const CANDLE_CACHE_SECONDS = 3_600;

export interface HotStoreStatus {
  /** `off`: no server is configured. */
  readonly state: LinkState;
  /** One sentence where something keeps the server from working: what happened, which option, what to do. */
  readonly problem?: string | undefined;
}

/** Gets every batch in the turn of its `append`; must not throw. */
export type TickListener = (ticks: readonly CapturedTick[]) => void;

/**
 * The newest ticks, live: for viewers and for other programs. Never the only copy of anything,
 * so nothing here throws at its caller because a server is away.
 */
export interface HotStore {
  /** Adds a batch and tells the subscribers. Does not wait for a server. */
  append(batch: readonly CapturedTick[]): void;
  /** Puts what an earlier run kept, oldest first, before the pair's ticks; tells no subscriber. */
  warm(pair: Pair, ticks: readonly Tick[]): void;
  /** Makes the ticks of one pair another's; the series of both are forgotten. Tells no subscriber. */
  rename(from: Pair, to: Pair): void;
  /** Forgets a pair with all that is kept of it. */
  remove(pair: Pair): void;
  /** Resolves when every copy has what was appended before, or cannot be reached. For senders faster than life. */
  settled(): Promise<void>;
  /** The newest `count` ticks of a pair, newest first by arrival. */
  recent(pair: Pair, count: number): Promise<Tick[]>;
  /** Calls `listener` with every batch from now on; the answer ends that. */
  subscribe(listener: TickListener): () => void;
  /** The cached series, or `undefined`. */
  cachedCandles(pair: Pair, timeframe: Timeframe): Promise<readonly Candle[] | undefined>;
  /** Changes when the pair's series are forgotten. Take it before reading what is to be cached. */
  cacheVersion(pair: Pair): number;
  /**
   * Keeps the newest candles of a series that was read since `version`, which is what `cacheVersion` said before;
   * does nothing where the pair has been forgotten meanwhile, because the series may be too old then.
   */
  cacheCandles(pair: Pair, timeframe: Timeframe, candles: readonly Candle[], version: number): Promise<void>;
  /** Forgets every cached series of these pairs: something older than their newest candle has changed. */
  forgetCandles(pairs: readonly Pair[]): Promise<void>;
  status(): HotStoreStatus;
  close(): Promise<void>;
}
