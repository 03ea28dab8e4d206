import { FEED_SILENCE_MS, type FeedSpan } from '../../shared/feed-span.ts';
import type { Pair } from '../../shared/pair.ts';

/** Beyond this many pairs the one heard first is forgotten, so that no sender can fill the memory. */
const MAX_PAIRS = 2_000;

interface Heard {
  readonly to: number;
  readonly timer: NodeJS.Timeout;
}

/**
 * Notices that a feed has gone down, which no message tells: its claims stay away. The gap itself needs no watching:
 * it follows from the claims in the tick log, over any restart.
 */
export class FeedWatch {
  readonly #onDown: (pair: Pair) => void;
  readonly #now: () => number;
  readonly #heard = new Map<Pair, Heard>();

  /** `now`: UTC ms. */
  constructor(onDown: (pair: Pair) => void, now: () => number) {
    this.#onDown = onDown;
    this.#now = now;
  }

  /** A claim has come; one of a feed that is down already, as after a relay's absence, counts for nothing. */
  claimed({ pair, to }: FeedSpan): void {
    const left = to + FEED_SILENCE_MS - this.#now();
    const heard = this.#heard.get(pair);
    if (left < 0 || (heard && heard.to >= to)) return;
    clearTimeout(heard?.timer);
    const down = (): void => {
      this.#heard.delete(pair);
      this.#onDown(pair);
    };
    // A relay that ends does not wait for it.
    this.#heard.set(pair, { to, timer: setTimeout(down, left + 1).unref() });
    const [first] = this.#heard.keys();
    if (this.#heard.size <= MAX_PAIRS || first === undefined) return;
    clearTimeout(this.#heard.get(first)?.timer);
    this.#heard.delete(first);
  }
}
