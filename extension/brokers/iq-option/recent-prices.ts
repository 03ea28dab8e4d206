import type { ActivePrice } from './price.ts';

/** A tick comes once for each candle size that the page has subscribed to, of which there are some twenty. */
export const MAX_RECENT = 2_000;

/** Tells a price that came already: the page gets each as many times as it has subscribed to candle sizes. */
export class RecentPrices {
  readonly #seen = new Set<string>();

  /** Whether it is not among the newest `MAX_RECENT` prices; from now on it is. */
  isNew({ activeId, brokerTime, price }: ActivePrice): boolean {
    const key = `${activeId} ${brokerTime} ${price}`;
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    if (this.#seen.size > MAX_RECENT) {
      // A set hands out its oldest first.
      for (const oldest of this.#seen) {
        this.#seen.delete(oldest);
        break;
      }
    }
    return true;
  }
}
