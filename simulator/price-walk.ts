import { normal, type Random } from './random.ts';

/** A tick's usual move and the slow centre's, relative to the price; measured roughly off the recordings. */
const MOVE = 0.000_04;
const CENTRE_MOVE = 0.000_025;
/** How strongly price and centre are drawn back, a tick. */
const PULL = 0.01;
const CENTRE_PULL = 0.000_3;
/** 24 to 28 % of recorded ticks repeat the price before them. */
const REPEAT_CHANCE = 0.25;

/** Prices that wander like the broker's: drawn to a centre that itself wanders, with repeats, never below a point. */
export class PriceWalk {
  readonly #random: Random;
  readonly #home: number;
  readonly #digits: number;
  #centre: number;
  #price: number;

  /** `home`: the price it returns to in the long run; `digits`: decimal places. */
  constructor(home: number, digits: number, random: Random) {
    this.#random = random;
    this.#digits = digits;
    this.#home = home;
    this.#centre = home;
    this.#price = this.round(home);
  }

  get price(): number {
    return this.#price;
  }

  get point(): number {
    return 10 ** -this.#digits;
  }

  next(): number {
    if (this.#random() < REPEAT_CHANCE) return this.#price;
    this.#centre +=
      (this.#home - this.#centre) * CENTRE_PULL + this.#home * CENTRE_MOVE * normal(this.#random);
    const move = (this.#centre - this.#price) * PULL + this.#home * MOVE * normal(this.#random);
    const moved = this.round(this.#price + move);
    // A move that rounding swallows would be a repeat too many.
    this.#price = moved === this.#price ? this.round(moved + Math.sign(move) * this.point) : moved;
    return this.#price;
  }

  round(price: number): number {
    return Number(Math.max(price, this.point).toFixed(this.#digits));
  }
}
