/**
 * Shown prices change every 150 ms at most and a tint is taken away with the next showing, so this gives three tints a
 * second: a whole list that flashes more often than that can hurt.
 */
const SHORTEST_INTERVAL_MS = 250;

/** Whether a price's ground is tinted, decided each time that it is shown. */
export class Tint {
  #price: number | undefined;
  #tintedAt = Number.NEGATIVE_INFINITY;

  /** The tint of the price that is shown at `now`, ms on any clock; none where it has not moved since. */
  next(price: number, now: number): 'up' | 'down' | undefined {
    const moved = this.#price === undefined ? 0 : price - this.#price;
    this.#price = price;
    if (moved === 0 || now - this.#tintedAt < SHORTEST_INTERVAL_MS) return undefined;
    this.#tintedAt = now;
    return moved > 0 ? 'up' : 'down';
  }

  /** Another pair's price is no move. */
  forget(): void {
    this.#price = undefined;
  }
}
