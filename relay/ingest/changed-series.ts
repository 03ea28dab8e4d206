import type { Pair } from '../../shared/pair.ts';
import type { Tick } from '../../shared/tick.ts';
import type { Milliseconds } from '../../shared/units.ts';

/**
 * A tick this far behind its pair's newest changes candles that a cached series holds as finished. Whoever
 * completes a cached series reads the candles of its last minute anew, so ticks less late need nothing.
 */
export const SETTLED_AFTER_MS = 60_000;
/** Beyond this many pairs the one first seen is forgotten, which costs one cached series too many at most. */
const MAX_PAIRS = 2_000;

/** Finds the pairs whose cached series a batch makes wrong. */
export class ChangedSeries {
  readonly #newest = new Map<Pair, Milliseconds>();

  /** A pair's first batch counts as a change: another program's cache may be older than this relay. */
  find(batch: readonly Tick[]): Set<Pair> {
    const changed = new Set<Pair>();
    for (const { pair, timestamp } of batch) {
      const newest = this.#newest.get(pair);
      if (newest === undefined || timestamp <= newest - SETTLED_AFTER_MS) changed.add(pair);
      if (newest === undefined || timestamp > newest) this.#remember(pair, timestamp);
    }
    return changed;
  }

  /** The batch of these was not kept: it will come again, and counts as their first then. */
  reopen(pairs: Iterable<Pair>): void {
    for (const pair of pairs) this.#newest.delete(pair);
  }

  #remember(pair: Pair, timestamp: Milliseconds): void {
    this.#newest.set(pair, timestamp);
    const [first] = this.#newest.keys();
    if (this.#newest.size > MAX_PAIRS && first !== undefined) this.#newest.delete(first);
  }
}
