import type { PairQuote } from '../data/pair-board.ts';
import { splitPrice, type Change, type Direction } from '../data/price-format.ts';
import { element, setText } from './elements.ts';

/** A price that moves with every tick must not flash more than three times a second. */
const SHORTEST_TINT_INTERVAL_MS = 350;
const ARROWS: Record<Direction, string> = { up: '▲', down: '▼', flat: '' };

/** A price whose last digits stand out, and which is tinted when it moves, until it is shown again. */
export class PriceText {
  readonly root: HTMLElement;
  readonly #head = element('span', 'price-head');
  readonly #pips = element('span', 'price-pips');
  readonly #reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');
  #price: number | undefined;
  #tintedAt = Number.NEGATIVE_INFINITY;

  constructor(className: string) {
    this.root = element('span', `price ${className}`, this.#head, this.#pips);
  }

  /** Answers whether it is tinted now, so that it has to be shown once more. */
  show({ price, priceText }: PairQuote): boolean {
    if (price === undefined) return false;
    const { head, pips } = splitPrice(priceText);
    setText(this.#head, head);
    setText(this.#pips, pips);
    const moved = this.#price === undefined ? 0 : price - this.#price;
    this.#price = price;
    return this.#tint(moved);
  }

  /** Another pair's price is no move. */
  forget(): void {
    this.#price = undefined;
  }

  /** Set and taken away: a fading colour would have the whole panel painted sixty times a second. */
  #tint(moved: number): boolean {
    const now = performance.now();
    const isDue = now - this.#tintedAt >= SHORTEST_TINT_INTERVAL_MS && !this.#reducedMotion.matches;
    if (moved === 0 || !isDue) {
      delete this.root.dataset.tint;
      return false;
    }
    this.#tintedAt = now;
    this.root.dataset.tint = moved > 0 ? 'up' : 'down';
    return true;
  }
}

/** A change in percent with its arrow, coloured by its direction. */
export class ChangeText {
  readonly root: HTMLElement;
  readonly #arrow = element('span', 'arrow');
  readonly #percent = element('span', '');

  constructor() {
    this.#arrow.ariaHidden = 'true';
    this.root = element('span', 'change', this.#arrow, this.#percent);
  }

  show({ direction, text }: Change): void {
    this.root.dataset.direction = direction;
    setText(this.#arrow, ARROWS[direction]);
    setText(this.#percent, text);
  }
}
