import type { PairQuote } from '../data/pair-board.ts';
import { copyPriceButton } from '../take-away/copy-price.ts';
import { element } from './elements.ts';
import type { Paintable } from './frame-queue.ts';
import { ChangeText, PriceText } from './price-text.ts';

/** The header's price and change of the shown pair. */
export class Headline implements Paintable {
  readonly root: HTMLElement;
  readonly #price = new PriceText('headline-price');
  readonly #change = new ChangeText();
  #quote: PairQuote | undefined;

  constructor() {
    const price = copyPriceButton(this.#price.root, () => this.#quote);
    this.root = element('div', 'headline', price, this.#change.root);
  }

  show(quote: PairQuote | undefined): void {
    if (quote !== this.#quote) this.#price.forget();
    this.#quote = quote;
    this.root.hidden = quote?.price === undefined;
    this.paint();
  }

  paint(): boolean {
    if (!this.#quote) return false;
    this.root.hidden = this.#quote.price === undefined;
    this.#change.show(this.#quote.change);
    return this.#price.show(this.#quote);
  }
}
