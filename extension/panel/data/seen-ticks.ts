import type { Milliseconds } from '../../../shared/units.ts';

/** At two ticks a second more than half an hour, which a page's history or a repeated batch can reach back. */
const GENERATION_SIZE = 4_096;

type PricesByTime = Map<Milliseconds, number[]>;

/**
 * Tells the first arrival of one pair's tick from a repeated one, for the last 4,096 to 8,192 moments.
 * Memory stays bounded: two generations, of which the older is forgotten when the younger is full.
 */
export class SeenTicks {
  #young: PricesByTime = new Map();
  #old: PricesByTime = new Map();

  /** Whether this tick is new; it is remembered. */
  add(timestamp: Milliseconds, price: number): boolean {
    if (this.#old.get(timestamp)?.includes(price)) return false;
    const prices = this.#young.get(timestamp);
    if (prices) {
      if (prices.includes(price)) return false;
      prices.push(price);
      return true;
    }
    if (this.#young.size >= GENERATION_SIZE) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(timestamp, [price]);
    return true;
  }
}
