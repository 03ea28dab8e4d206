import { milliseconds, type Milliseconds } from '../../../shared/units.ts';

const CAPACITY = 120;

export interface Quote {
  readonly price: number;
  readonly timestamp: Milliseconds;
}

/** One pair's last 120 ticks in order of arrival: the row's sparkline, and what a chart can begin with. */
export class RecentQuotes {
  readonly #prices = new Float64Array(CAPACITY);
  readonly #timestamps = new Float64Array(CAPACITY);
  #added = 0;

  add(quote: Quote): void {
    const index = this.#added % CAPACITY;
    this.#prices[index] = quote.price;
    this.#timestamps[index] = quote.timestamp;
    this.#added++;
  }

  get size(): number {
    return Math.min(this.#added, CAPACITY);
  }

  /** The price at `index`, 0 the oldest. */
  price(index: number): number {
    return this.#prices[this.#slot(index)] ?? Number.NaN;
  }

  quotes(): Quote[] {
    return Array.from({ length: this.size }, (_, index) => ({
      price: this.price(index),
      timestamp: milliseconds(this.#timestamps[this.#slot(index)] ?? Number.NaN),
    }));
  }

  #slot(index: number): number {
    return (this.#added - this.size + index) % CAPACITY;
  }
}
