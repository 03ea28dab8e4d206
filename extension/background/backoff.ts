import { milliseconds, type Milliseconds } from '../../shared/units.ts';

const FIRST_MS = 250;
const LONGEST_MS = 15_000;

/** Waiting times that double from 0.25 s to 15 s, each shortened at random by up to half. */
export class Backoff {
  #next = FIRST_MS;

  next(random = Math.random()): Milliseconds {
    const delay = this.#next * (1 - random / 2);
    this.#next = Math.min(this.#next * 2, LONGEST_MS);
    return milliseconds(delay);
  }

  reset(): void {
    this.#next = FIRST_MS;
  }
}
