/** A page may bring this many ticks a second, and so many at once: a full bridge after a sleep fits twice. */
const TICKS_PER_SECOND = 10_000;
const BURST_TICKS = 100_000;

/** What one page may still send, so that a page gone wild cannot fill the outbox. */
export class TickBudget {
  #left = BURST_TICKS;
  #at: number;

  /** Times are monotonic milliseconds. */
  constructor(now = performance.now()) {
    this.#at = now;
  }

  /** Takes `ticks` from the budget, or nothing where they exceed it. */
  take(ticks: number, now = performance.now()): boolean {
    this.#left = Math.min(BURST_TICKS, this.#left + ((now - this.#at) / 1000) * TICKS_PER_SECOND);
    this.#at = now;
    if (ticks > this.#left) return false;
    this.#left -= ticks;
    return true;
  }
}
