import type { Tick } from '../shared/tick.ts';

/** An event of the feed and its payload; the ticks in it belong into the ledger. */
export interface FeedMessage {
  readonly event: string;
  readonly payload: unknown;
  readonly ticks?: readonly Tick[];
}
