import type { Tick, TickTuple } from '../shared/tick.ts';
import { milliseconds } from '../shared/units.ts';

/** Numbered ticks lie this far apart, so that some tens of thousands of them make a few hours of candles. */
const NUMBERED_STEP_MS = 50;
const PRICES = 4_999;

/** As many as a full watchlist has. */
export const LOAD_PAIRS: readonly string[] = Array.from(
  { length: 15 },
  (_, index) => `LOAD${String(index).padStart(2, '0')}_otc`,
);

/** Makes ticks that are told apart by their number alone: it is in the timestamp, and the price follows from it. */
export class NumberedTicks {
  /** UTC ms of number 0; far enough back that no run reaches the future. */
  readonly start: number;
  readonly #pairs: readonly string[];
  readonly #stepMs: number;

  /** Beginning now, with a step of `1_000 / ticksPerSecond`, they keep up with the clock under such a load. */
  constructor(
    pairs: readonly string[],
    start = Math.floor(Date.now() / 60_000) * 60_000 - 6 * 3_600_000,
    stepMs = NUMBERED_STEP_MS,
  ) {
    this.#pairs = pairs;
    this.start = start;
    this.#stepMs = stepMs;
  }

  /** The tick of this number; the pairs take turns. */
  at(number: number): Tick {
    return {
      pair: this.#pairs[number % this.#pairs.length] ?? '',
      price: (10_000 + ((number * 7) % PRICES)) / 10_000,
      timestamp: milliseconds(this.start + Math.floor(number * this.#stepMs)),
    };
  }

  /** The ticks `from`, … , `from + count - 1`. */
  range(from: number, count: number): Tick[] {
    return Array.from({ length: count }, (_, index) => this.at(from + index));
  }
}

/** How a tick travels that is captured now. */
export const tupleOf = ({ pair, price, timestamp }: Tick): TickTuple => [pair, price, timestamp, Date.now()];
