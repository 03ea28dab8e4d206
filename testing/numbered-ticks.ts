import type { Tick, TickTuple } from '../shared/tick.ts';
import { milliseconds } from '../shared/units.ts';

/** Numbered ticks lie this far apart, so that some tens of thousands of them make a few hours of candles. */
export const NUMBERED_STEP_MS = 50;
const PRICES = 4_999;

/** Makes ticks that are told apart by their number alone: it is in the timestamp, and the price follows from it. */
export class NumberedTicks {
  /** UTC ms of number 0; far enough back that no run reaches the future. */
  readonly start: number;
  readonly #pairs: readonly string[];

  constructor(pairs: readonly string[], start = Math.floor(Date.now() / 60_000) * 60_000 - 6 * 3_600_000) {
    this.#pairs = pairs;
    this.start = start;
  }

  /** The tick of this number; the pairs take turns. */
  at(number: number): Tick {
    return {
      pair: this.#pairs[number % this.#pairs.length] ?? '',
      price: (10_000 + ((number * 7) % PRICES)) / 10_000,
      timestamp: milliseconds(this.start + number * NUMBERED_STEP_MS),
    };
  }

  /** The ticks `from`, … , `from + count - 1`. */
  range(from: number, count: number): Tick[] {
    return Array.from({ length: count }, (_, index) => this.at(from + index));
  }
}

/** How a tick travels that is captured now. */
export const tupleOf = ({ pair, price, timestamp }: Tick): TickTuple => [pair, price, timestamp, Date.now()];
