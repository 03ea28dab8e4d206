import type { Pair } from '../../shared/pair.ts';
import type { CapturedTick } from '../../shared/tick.ts';

const SLOT_MS = 5_000;
const SLOTS = 12;
/** Beyond this many the pair first seen is forgotten. */
const MAX_PAIRS = 2_000;

interface Counted {
  readonly counts: Uint32Array;
  /** The newest slot that was counted in. */
  slot: number;
}

/** Counts the live ticks of each pair in the last minute, in slots of 5 s. */
export class PairActivity {
  readonly #pairs = new Map<Pair, Counted>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  add(ticks: readonly CapturedTick[]): void {
    const slot = this.#slot();
    for (const { pair } of ticks) {
      const counted = this.#pairs.get(pair) ?? this.#begin(pair, slot);
      advance(counted, slot);
      const place = slot % SLOTS;
      counted.counts[place] = (counted.counts[place] ?? 0) + 1;
    }
  }

  /** Ticks of the last minute. */
  perMinute(pair: Pair): number {
    const counted = this.#pairs.get(pair);
    if (!counted) return 0;
    advance(counted, this.#slot());
    return counted.counts.reduce((sum, count) => sum + count, 0);
  }

  #slot(): number {
    return Math.floor(this.#now() / SLOT_MS);
  }

  #begin(pair: Pair, slot: number): Counted {
    const counted = { counts: new Uint32Array(SLOTS), slot };
    this.#pairs.set(pair, counted);
    const [first] = this.#pairs.keys();
    if (this.#pairs.size > MAX_PAIRS && first !== undefined) this.#pairs.delete(first);
    return counted;
  }
}

/** Empties the slots that have passed without a tick. A clock that was set back counts on where it was. */
const advance = (counted: Counted, slot: number): void => {
  if (slot - counted.slot >= SLOTS) counted.counts.fill(0);
  else for (let passed = counted.slot + 1; passed <= slot; passed++) counted.counts[passed % SLOTS] = 0;
  counted.slot = Math.max(counted.slot, slot);
};
