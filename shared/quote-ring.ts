import { milliseconds, type Milliseconds } from './units.ts';

export interface Quote {
  readonly price: number;
  readonly timestamp: Milliseconds;
}

/** A pair of which little comes takes little room. */
const FIRST_CAPACITY = 64;

/**
 * One pair's last ticks in order of arrival. Numbers in two arrays, because an object a tick would live long enough to
 * become the costly kind of garbage.
 */
export class QuoteRing {
  readonly #capacity: number;
  #prices: Float64Array;
  #timestamps: Float64Array;
  #added = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
    const first = Math.min(capacity, FIRST_CAPACITY);
    this.#prices = new Float64Array(first);
    this.#timestamps = new Float64Array(first);
  }

  add({ price, timestamp }: Quote): void {
    if (this.#added === this.#prices.length) this.#grow();
    const slot = this.#added % this.#prices.length;
    this.#prices[slot] = price;
    this.#timestamps[slot] = timestamp;
    this.#added++;
  }

  get size(): number {
    return Math.min(this.#added, this.#prices.length);
  }

  /** The price at `index`, 0 the oldest. */
  price(index: number): number {
    return this.#prices[this.#slot(index)] ?? Number.NaN;
  }

  /** The newest `count` and fewer where there are not so many, oldest first. */
  quotes(count = this.size): Quote[] {
    const wanted = Math.min(count, this.size);
    return Array.from({ length: wanted }, (_, index) => {
      const slot = this.#slot(this.size - wanted + index);
      return {
        price: this.#prices[slot] ?? Number.NaN,
        timestamp: milliseconds(this.#timestamps[slot] ?? Number.NaN),
      };
    });
  }

  /** Nothing has been overwritten yet, so every tick keeps its place. */
  #grow(): void {
    const length = Math.min(2 * this.#prices.length, this.#capacity);
    const grown = (from: Float64Array): Float64Array => {
      const to = new Float64Array(length);
      to.set(from);
      return to;
    };
    this.#prices = grown(this.#prices);
    this.#timestamps = grown(this.#timestamps);
  }

  #slot(index: number): number {
    return (this.#added - this.size + index) % this.#prices.length;
  }
}
