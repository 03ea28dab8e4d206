import type { Candle } from '../../shared/candle.ts';
import type { LinkState } from '../../shared/protocol.ts';
import type { Pair } from '../../shared/pair.ts';
import type { Milliseconds } from '../../shared/units.ts';
import type { HourDigest } from '../tick-log/hour-digests.ts';
import type { CandleQuery } from '../tick-log/tick-log.ts';

export interface ArchiveStatus {
  readonly state: LinkState;
  /** One sentence where something keeps it from working: what happened, which option, what to do. */
  readonly problem?: string | undefined;
}

export interface ArchivedHour extends HourDigest {
  /** Whether the archive has pruned some of the hour's ticks, so that the digest is only of the rest. */
  readonly pruned: boolean;
}

/** The hours that have ticks, ascending; or one sentence why they cannot be answered. */
export type HoursAnswer = readonly ArchivedHour[] | string;

/** The long-term copy of the tick log. Everything waits in the log while it cannot be reached. */
export interface Archive {
  status(): ArchiveStatus;
  /** Uploads what waits now; resolves when nothing waits or something keeps it from going on. Never rejects. */
  upload(): Promise<void>;
  /** Candles beyond the log's reach, ascending; `[]` where it cannot be reached or has none. */
  candles(query: CandleQuery): Promise<readonly Candle[]>;
  /** What it has of a pair in whole UTC hours, from `from` (inclusive) to `to` (exclusive). Never rejects. */
  hours(pair: Pair, from: Milliseconds, to: Milliseconds): Promise<HoursAnswer>;
  /** Begins to upload every interval. */
  start(): void;
  /** Begins nothing new; what is under way has `finishMs` to end (default 0) and is given up then. */
  stop(finishMs?: number): Promise<void>;
}
