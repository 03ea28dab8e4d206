import type { Pair } from '../../shared/pair.ts';
import type { PairRename } from '../../shared/pair-rename.ts';
import type { Milliseconds } from '../../shared/units.ts';
import type { AppendResult } from '../tick-log/tick-log.ts';

/** Takes what captures send: validates, shares live, keeps. */
export type HistoryListener = (pairs: readonly Pair[]) => void;

export interface Ingest {
  /**
   * `batch`: tick tuples from a sender that is not trusted. Bad ones are refused and counted, each alone.
   * Resolves when every good one is durable; rejects when the log could not keep them, so that no ack is sent.
   */
  ticks(batch: readonly unknown[]): Promise<void>;
  /** The same of ticks from a file, which are kept and archived as others, and shown nobody as live. */
  imported(batch: readonly unknown[]): Promise<AppendResult>;
  /** The broker's own ended candles, `[time, open, high, low, close]` each. Same promise as `ticks`. */
  brokerHistory(pair: Pair, duration: Milliseconds, candles: readonly unknown[]): Promise<void>;
  /**
   * Stretches in which a page received prices, `[pair, from, to]` each, from a sender that is not trusted. Bad ones
   * are refused and counted, each alone. Same promise as `ticks`.
   */
  feedSpans(batch: readonly unknown[]): Promise<void>;
  /**
   * A pair whose ticks came before its name did is called so from now on, with all that is kept of it. What renames no
   * nameless pair is refused. Same promise as `ticks`.
   */
  renamed(rename: PairRename): Promise<void>;
  /**
   * Calls `listener` with pairs whose candles have changed other than by live ticks, once that is durable: late
   * ticks, history, the broker's own candles; or whose gaps have. The answer ends that.
   */
  onHistoryChanged(listener: HistoryListener): () => void;
}
