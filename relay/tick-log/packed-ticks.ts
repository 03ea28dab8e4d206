import type { Pair } from '../../shared/pair.ts';
import type { Tick } from '../../shared/tick.ts';

/** Numbers a tick takes in `rows`. */
export const TICK_WIDTH = 3;

/** How many tuples of a batch were refused, by the pair that they name; `undefined`: by none. */
export type RefusedTicks = ReadonlyMap<Pair | undefined, number>;

export const NONE_REFUSED: RefusedTicks = new Map();

/** A batch in the form that crosses to the worker without copying. */
export interface PackedTicks {
  readonly pairs: readonly Pair[];
  /** `TICK_WIDTH` numbers a tick: the pair's index in `pairs`, the timestamp, the price. */
  readonly rows: Float64Array<ArrayBuffer>;
  readonly refused: RefusedTicks;
}

export const packTicks = (ticks: readonly Tick[], refused = NONE_REFUSED): PackedTicks => {
  const indexes = new Map<Pair, number>();
  const rows = new Float64Array(ticks.length * TICK_WIDTH);
  let place = 0;
  for (const { pair, timestamp, price } of ticks) {
    let index = indexes.get(pair);
    if (index === undefined) {
      index = indexes.size;
      indexes.set(pair, index);
    }
    rows[place] = index;
    rows[place + 1] = timestamp;
    rows[place + 2] = price;
    place += TICK_WIDTH;
  }
  return { pairs: [...indexes.keys()], rows, refused };
};
