import { MAX_FUTURE_MS } from '../../../shared/tick.ts';

/** What was older when its page received it came with the page's history. */
const LIVE_MS = 5_000;
/** Ticks of one history payload are received together; so far apart two come of the feed. */
const APART_MS = 1_000;

/**
 * Tells a live tick from one of a page's history by its age on receipt. Where this computer's clock is wrong every age
 * is off by the same amount, which the feed itself shows: the smallest age, once a later tick has confirmed it.
 */
export class LiveClock {
  #smallest = Number.POSITIVE_INFINITY;
  /** When the first tick of about this age was received. */
  #since = 0;
  #isConfirmed = false;

  /** Both UTC ms: the tick's time, and when its page received it. */
  isLive(timestamp: number, capturedAt: number): boolean {
    const age = capturedAt - timestamp;
    if (Math.abs(age - this.#smallest) < LIVE_MS) {
      this.#isConfirmed ||= capturedAt - this.#since > APART_MS && age < MAX_FUTURE_MS;
      this.#smallest = Math.min(age, this.#smallest);
    } else if (age < this.#smallest) {
      this.#smallest = age;
      this.#since = capturedAt;
      this.#isConfirmed = false;
    }
    // A tick from the future shows at once that the clock is behind.
    const error = this.#isConfirmed ? this.#smallest : Math.min(this.#smallest, 0);
    return age - error < LIVE_MS;
  }
}
