import type { Milliseconds } from '../../../shared/units.ts';

const SLOT_MS = 5_000;
const SLOTS = 12;

/** How many ticks of a pair fell into the last minute, in steps of five seconds; takes no more room for more ticks. */
export class MinuteCount {
  readonly #counts = new Uint32Array(SLOTS);
  /** Which five seconds since the epoch a slot counts. */
  readonly #periods = new Float64Array(SLOTS).fill(Number.NEGATIVE_INFINITY);

  /** Counts a tick of this time, UTC ms; one that is late enough to be out of the minute does not count. */
  add(timestamp: Milliseconds): void {
    const period = Math.floor(timestamp / SLOT_MS);
    const slot = period % SLOTS;
    const counted = this.#periods[slot] ?? Number.NEGATIVE_INFINITY;
    if (period < counted) return;
    this.#counts[slot] = period === counted ? (this.#counts[slot] ?? 0) + 1 : 1;
    this.#periods[slot] = period;
  }

  /** Ticks within the minute that ends `now`. */
  at(now: Milliseconds): number {
    const oldest = Math.floor(now / SLOT_MS) - SLOTS + 1;
    return this.#counts.reduce(
      (sum, count, slot) => ((this.#periods[slot] ?? oldest - 1) < oldest ? sum : sum + count),
      0,
    );
  }
}
