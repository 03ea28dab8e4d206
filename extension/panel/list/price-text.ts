import type { PairQuote } from '../data/pair-board.ts';
import { splitPrice, type Change, type Direction } from '../data/price-format.ts';
import { element, setText } from './elements.ts';
import { Tint } from './tint.ts';

const ARROWS: Record<Direction, string> = { up: '▲', down: '▼', flat: '' };

/** A price whose last digits stand out, and which is tinted when it moves, until it is shown again. */
export class PriceText {
  readonly root: HTMLElement;
  readonly #head = element('span', 'price-head');
  readonly #pips = element('span', 'price-pips');
  readonly #reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');
  readonly #tint = new Tint();

  constructor(className: string) {
    this.root = element('span', `price ${className}`, this.#head, this.#pips);
  }

  /** Answers whether it is tinted now, so that it has to be shown once more. */
  show({ price, priceText }: PairQuote): boolean {
    if (price === undefined) return false;
    const { head, pips } = splitPrice(priceText);
    setText(this.#head, head);
    setText(this.#pips, pips);
    return this.#show(this.#tint.next(price, performance.now()));
  }

  /** Another pair's price is no move, nor is one that went on unseen. */
  forget(): void {
    this.#tint.forget();
  }

  /** Set and taken away: a fading colour would have the whole panel painted sixty times a second. */
  #show(tint: Exclude<Direction, 'flat'> | undefined): boolean {
    if (tint === undefined || this.#reducedMotion.matches) {
      delete this.root.dataset.tint;
      return false;
    }
    this.root.dataset.tint = tint;
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
    // The same direction again would still cost a style.
    if (this.root.dataset.direction !== direction) this.root.dataset.direction = direction;
    setText(this.#arrow, ARROWS[direction]);
    setText(this.#percent, text);
  }
}
