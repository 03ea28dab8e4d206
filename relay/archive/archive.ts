import type { Candle } from '../../shared/candle.ts';
import type { LinkState } from '../../shared/protocol.ts';
import type { CandleQuery } from '../tick-log/tick-log.ts';

export interface ArchiveStatus {
  readonly state: LinkState;
  /** One sentence where something keeps it from working: what happened, which option, what to do. */
  readonly problem?: string | undefined;
}

/** The long-term copy of the tick log. Everything waits in the log while it cannot be reached. */
export interface Archive {
  status(): ArchiveStatus;
  /** Uploads what waits now; resolves when nothing waits or something keeps it from going on. Never rejects. */
  upload(): Promise<void>;
  /** Candles beyond the log's reach, ascending; `[]` where it cannot be reached or has none. */
  candles(query: CandleQuery): Promise<readonly Candle[]>;
  /** Begins to upload every interval. */
  start(): void;
  stop(): Promise<void>;
}
