import { milliseconds, type Milliseconds } from './units.ts';

export interface Quote {
  readonly price: number;
  readonly timestamp: Milliseconds;
}

/**
 * One pair's last ticks in order of arrival. Numbers in two fixed arrays, because an object a tick would live long
 * enough to become the costly kind of garbage.
 */
export class QuoteRing {
  readonly #prices: Float64Array;
  readonly #timestamps: Float64Array;
  #added = 0;

  constructor(capacity: number) {
    this.#prices = new Float64Array(capacity);
    this.#timestamps = new Float64Array(capacity);
  }

  add({ price, timestamp }: Quote): void {
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

  #slot(index: number): number {
    return (this.#added - this.size + index) % this.#prices.length;
  }
}
