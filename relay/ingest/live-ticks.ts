import type { Pair } from '../../shared/pair.ts';
import type { CapturedTick } from '../../shared/tick.ts';
import type { Milliseconds } from '../../shared/units.ts';

/** Ticks further behind their pair's newest are history or a redelivery, and must not stand among live ones. */
export const LIVE_LAG_MS = 5_000;
/** Beyond this many pairs the one first seen is forgotten, so that no sender can fill the memory. */
const MAX_PAIRS = 2_000;

/** The most timestamps remembered of a pair: a wrong one from the future must not keep all after it in memory. */
const MAX_SEEN = 20_000;

interface LivePair {
  newest: number;
  /** The prices of the timestamps that can still come again, oldest arrival first. */
  readonly seen: Map<number, number | Set<number>>;
}

/** Answers whether the price was not there yet. */
const addPrice = (seen: LivePair['seen'], timestamp: number, price: number): boolean => {
  const known = seen.get(timestamp);
  if (known === undefined) seen.set(timestamp, price);
  else if (known === price) return false;
  else if (typeof known === 'number') seen.set(timestamp, new Set([known, price]));
  else if (known.has(price)) return false;
  else known.add(price);
  return true;
};

const forgetOld = ({ newest, seen }: LivePair): void => {
  for (const timestamp of seen.keys()) {
    if (timestamp >= newest - LIVE_LAG_MS && seen.size <= MAX_SEEN) return;
    seen.delete(timestamp);
  }
};

export interface ChosenTicks {
  /** What is shown live, in its order. */
  readonly live: readonly CapturedTick[];
  /** Pairs with ticks too late for that. */
  readonly latePairs: ReadonlySet<Pair>;
}

/**
 * Chooses what is shown live: each tick once, although several tabs capture it or a capture sends it again, and
 * none that comes more than `LIVE_LAG_MS` behind its pair's newest. All others are for the tick log alone.
 */
export class LiveTicks {
  readonly #pairs = new Map<Pair, LivePair>();

  choose(batch: readonly CapturedTick[], now: Milliseconds): ChosenTicks {
    const latePairs = new Set<Pair>();
    const live = batch.filter((tick) => this.#isLive(tick, now, latePairs));
    return { live, latePairs };
  }

  #isLive({ pair, timestamp, price }: CapturedTick, now: Milliseconds, latePairs: Set<Pair>): boolean {
    const live = this.#pairs.get(pair) ?? this.#add(pair);
    if (timestamp < live.newest - LIVE_LAG_MS) {
      latePairs.add(pair);
      return false;
    }
    if (!addPrice(live.seen, timestamp, price)) return false;
    // One wrong time from the future must not make every tick after it look late.
    const newest = Math.min(timestamp, now);
    if (newest > live.newest) live.newest = newest;
    forgetOld(live);
    return true;
  }

  #add(pair: Pair): LivePair {
    const live: LivePair = { newest: Number.NEGATIVE_INFINITY, seen: new Map() };
    this.#pairs.set(pair, live);
    const [first] = this.#pairs.keys();
    if (this.#pairs.size > MAX_PAIRS && first !== undefined) this.#pairs.delete(first);
    return live;
  }
}
