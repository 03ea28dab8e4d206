import type { ActivePrice } from './price.ts';

/** So many of the newest at least are remembered, and less than twice as many. */
export const RECENT = 1_000;

/** Tells a price that came already: the page gets each as many times as it has subscribed to candle sizes. */
export class RecentPrices {
  #newer = new Set<string>();
  /** Goes as a whole: to take the oldest out of one set, one by one, costs far more than to look into two. */
  #older: ReadonlySet<string> = new Set();

  /** Whether it is not among the newest prices; from now on it is. */
  isNew({ activeId, brokerTime, price }: ActivePrice): boolean {
    const key = `${activeId} ${brokerTime} ${price}`;
    if (this.#newer.has(key) || this.#older.has(key)) return false;
    this.#newer.add(key);
    if (this.#newer.size === RECENT) {
      this.#older = this.#newer;
      this.#newer = new Set();
    }
    return true;
  }
}
