import type { RelayStatus } from '../../shared/protocol.ts';
import type { CaptureCount } from './capture-counts.ts';

/** What `/api/status` answers. */
export interface RelayReport extends RelayStatus {
  readonly version: string;
  readonly protocol: number;
  readonly relayId: string;
  /** UTC ms. */
  readonly startedAt: number;
  /** How many times an extension was paired. */
  readonly paired: number;
  readonly connections: { readonly capture: number; readonly view: number };
  /** What each capture that is connected has told of its outbox. */
  readonly captureStatus: readonly CaptureCount[];
  /** Ticks that Supabase refuses for good. */
  readonly deadLettered: number;
  /** How many pairs the log knows. */
  readonly pairs: number;
}
