import type { Pace } from '../chart/paced-chart.ts';

/** Each chart beside the one in focus draws at most so often: five times a second. */
const ROUND_MS = 200;

/**
 * Lets charts draw in turns, one at a time spread over a round: drawn together, many of them would miss the display's
 * frame.
 */
export class Turns implements Pace {
  /** A set keeps the order in which they asked. */
  readonly #waiting = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  ask(draw: () => void): void {
    this.#waiting.add(draw);
    this.#schedule();
  }

  forget(draw: () => void): void {
    this.#waiting.delete(draw);
  }

  #schedule(): void {
    if (this.#timer !== undefined || this.#waiting.size === 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      const [next] = this.#waiting;
      if (next) {
        this.#waiting.delete(next);
        next();
      }
      this.#schedule();
    }, ROUND_MS / this.#waiting.size);
  }
}
