import type { Pair } from '../../../shared/pair.ts';
import type { Milliseconds } from '../../../shared/units.ts';
import type { PairQuote } from '../data/pair-board.ts';
import { element } from './elements.ts';
import type { FrameQueue } from './frame-queue.ts';
import { PairRow } from './pair-row.ts';

/** Rows to the next one that an arrow key leads to. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** The pairs, one row each. */
export class PairList {
  readonly root: HTMLElement;
  readonly #rows = new Map<Pair, PairRow>();
  readonly #frames: FrameQueue;
  readonly #onSelect: (pair: Pair) => void;
  #selected: Pair | undefined;

  constructor(label: string, frames: FrameQueue, onSelect: (pair: Pair) => void) {
    this.#frames = frames;
    this.root = element('ul', 'pair-list');
    this.root.ariaLabel = label;
    this.#onSelect = onSelect;
    this.root.addEventListener('keydown', this.#moveFocus);
  }

  /** Lists these pairs in this order; rows that are there already stay as they are. */
  show(quotes: readonly PairQuote[]): void {
    for (const quote of quotes) {
      if (!this.#rows.has(quote.pair)) this.#rows.set(quote.pair, this.#rowOf(quote));
    }
    const items = quotes.flatMap(({ pair }) => this.#rows.get(pair)?.root.parentElement ?? []);
    const isOrdered =
      items.length === this.root.childElementCount &&
      items.every((item, index) => this.root.children[index] === item);
    if (!isOrdered) this.root.replaceChildren(...items);
    for (const { pair } of quotes) this.markChanged(pair);
    this.#fitPrices();
  }

  select(pair: Pair | undefined): void {
    this.#selected = pair;
    for (const row of this.#rows.values()) row.isSelected = row.quote.pair === pair;
    if (pair !== undefined) this.#rows.get(pair)?.root.scrollIntoView({ block: 'nearest' });
  }

  /** Returns whether the pair has a row that will show its change. */
  markChanged(pair: Pair): boolean {
    const row = this.#rows.get(pair);
    if (row) this.#frames.add(row);
    return row !== undefined;
  }

  paintClock(now: Milliseconds): void {
    for (const row of this.#rows.values()) row.paintClock(now);
    this.#fitPrices();
  }

  /** One width for every row's price, so that the columns stand under each other. */
  #fitPrices(): void {
    const widest = Math.max(0, ...[...this.#rows.values()].map(({ quote }) => quote.priceText.length));
    this.root.style.setProperty('--price-characters', String(widest));
  }

  #rowOf(quote: PairQuote): PairRow {
    const row = new PairRow(quote);
    row.isSelected = quote.pair === this.#selected;
    row.root.addEventListener('click', () => this.#onSelect(quote.pair));
    element('li', '', row.root);
    return row;
  }

  readonly #moveFocus = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    const buttons = [...this.root.querySelectorAll('button')];
    const current = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const next = Math.max(0, Math.min(buttons.length - 1, current + step));
    buttons[next]?.focus();
    event.preventDefault();
  };
}
