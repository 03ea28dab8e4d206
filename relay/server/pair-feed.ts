import { fallbackLabel, isPair, labelWithBroker, type Pair } from '../../shared/pair.ts';
import type { PairSummary } from '../../shared/protocol.ts';
import { milliseconds } from '../../shared/units.ts';
import type { Replays } from '../replay/replays.ts';
import type { LoggedPair, TickLog } from '../tick-log/tick-log.ts';
import type { Viewers } from './viewers.ts';

export const pairSummary = ({ pair, asset, newest, dayOpen, formerly }: LoggedPair): PairSummary => ({
  pair,
  label: asset ? labelWithBroker(pair, asset.label) : fallbackLabel(pair),
  ...(asset && { digits: asset.digits, kind: asset.kind }),
  ...(asset?.payout !== undefined && { payout: asset.payout }),
  ...(asset?.open !== undefined && { open: asset.open }),
  ...(newest && { price: newest.price, timestamp: newest.timestamp }),
  ...(dayOpen !== undefined && { dayOpen }),
  ...(formerly && { formerly: [...formerly] }),
});

export interface PairFeedParts {
  readonly log: TickLog;
  readonly viewers: Viewers;
  readonly replays: Replays;
  readonly delayMs: number;
  readonly warn: (key: string, message: string) => void;
}

/** Tells viewers of the pairs that the log knows and of those that are replayed, again whenever one joins. */
export class PairFeed {
  readonly #parts: PairFeedParts;
  readonly #seen = new Set<Pair>();
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: PairFeedParts) {
    this.#parts = parts;
  }

  async summaries(): Promise<PairSummary[]> {
    const pairs = await this.#parts.log.pairs(milliseconds(Date.now()));
    const summaries = pairs.map(pairSummary);
    return [...summaries, ...this.#parts.replays.summaries(summaries)];
  }

  /** Takes what the log has just kept: names that may be pairs. */
  kept(names: Iterable<unknown>): void {
    const known = this.#seen.size;
    for (const name of names) {
      if (!this.#seen.has(name as Pair) && isPair(name)) this.#seen.add(name);
    }
    if (this.#seen.size > known) this.changed();
  }

  /** Tells the viewers soon, once for several changes. */
  changed(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#tell().catch(() => this.#parts.warn('pairs', 'The pairs could not be read from the tick log.'));
    }, this.#parts.delayMs);
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  async #tell(): Promise<void> {
    if (this.#parts.viewers.size === 0) return;
    this.#parts.viewers.broadcast({ type: 'pairs', pairs: await this.summaries() });
  }
}
