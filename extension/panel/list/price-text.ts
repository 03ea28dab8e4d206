import type { PairQuote } from '../data/pair-board.ts';
import { splitPrice, type Change, type Direction } from '../data/price-format.ts';
import { element, setText } from './elements.ts';

const TINT_MS = 150;
const SHORTEST_TINT_INTERVAL_MS = 250;
const ARROWS: Record<Direction, string> = { up: '▲', down: '▼', flat: '' };

/** A price whose last digits stand out, and which is tinted for a moment when it moves. */
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

  show({ price, priceText }: PairQuote): void {
    if (price === undefined) return;
    const { head, pips } = splitPrice(priceText);
    setText(this.#head, head);
    setText(this.#pips, pips);
    if (this.#price !== undefined && price !== this.#price) this.#tint(price > this.#price);
    this.#price = price;
  }

  /** Another pair's price is no move. */
  forget(): void {
    this.#price = undefined;
  }

  #tint(isUp: boolean): void {
    const now = performance.now();
    if (this.#reducedMotion.matches || now - this.#tintedAt < SHORTEST_TINT_INTERVAL_MS) return;
    this.#tintedAt = now;
    // Set and taken away: a fading colour would have the whole panel painted sixty times a second.
    this.root.dataset.tint = isUp ? 'up' : 'down';
    setTimeout(() => delete this.root.dataset.tint, TINT_MS);
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
