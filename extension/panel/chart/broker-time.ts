import { milliseconds, type Milliseconds } from '../../../shared/units.ts';
import { preciseNow } from '../clock.ts';

/** So many messages make a generation; the last two are held against each other. */
const GENERATION = 64;

/**
 * The clock by which the broker closes its candles, as far as ticks tell it. A tick is never ahead of it and mostly a
 * moment behind, so of the last messages the one that was behind least is nearest. Until the first, the computer's.
 */
export class BrokerTime {
  readonly #now: () => Milliseconds;
  #young = Number.NEGATIVE_INFINITY;
  #old = Number.NEGATIVE_INFINITY;
  #heard = 0;

  constructor(now: () => Milliseconds = preciseNow) {
    this.#now = now;
  }

  /** Takes a tick's own time and the moment at which the page received it. */
  hear(timestamp: Milliseconds, receivedAt: Milliseconds): void {
    if (this.#heard === GENERATION) {
      this.#old = this.#young;
      this.#young = Number.NEGATIVE_INFINITY;
      this.#heard = 0;
    }
    this.#young = Math.max(this.#young, timestamp - receivedAt);
    this.#heard++;
  }

  now(): Milliseconds {
    const ahead = Math.max(this.#young, this.#old);
    return milliseconds(this.#now() + (Number.isFinite(ahead) ? ahead : 0));
  }
}
