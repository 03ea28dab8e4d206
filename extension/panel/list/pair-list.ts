import type { Pair } from '../../../shared/pair.ts';
import { milliseconds, type Milliseconds } from '../../../shared/units.ts';
import type { PairQuote } from '../data/pair-board.ts';
import { element } from './elements.ts';
import type { FrameQueue } from './frame-queue.ts';
import { RowKeys } from './row-keys.ts';
import { PairRow } from './pair-row.ts';
import { putInOrder } from './put-in-order.ts';

/** Rows so near are painted before they are scrolled into view. */
const NEARLY_IN_VIEW = '96px 0px';

export interface PairListActions {
  readonly onSelect: (pair: Pair) => void;
  readonly onToggleFavourite: (pair: Pair) => void;
}

/** The pairs, one row each, in an element that scrolls. Rows out of view take no part in ticks and seconds. */
export class PairList {
  readonly root: HTMLElement;
  readonly #rows = new Map<Pair, PairRow>();
  readonly #rowOfItem = new WeakMap<Element, PairRow>();
  readonly #frames: FrameQueue;
  readonly #actions: PairListActions;
  readonly #keys: RowKeys;
  readonly #observer: IntersectionObserver;
  #listed: readonly PairRow[] = [];
  #selected: Pair | undefined;

  constructor(label: string, frames: FrameQueue, actions: PairListActions) {
    this.#frames = frames;
    this.#actions = actions;
    this.root = element('ul', 'pair-list');
    // Without its markers a list is none to some screen readers, unless it says so.
    this.root.role = 'list';
    this.root.ariaLabel = label;
    this.#keys = new RowKeys(this.root);
    this.#observer = new IntersectionObserver((entries) => this.#follow(entries), {
      root: this.root,
      rootMargin: NEARLY_IN_VIEW,
    });
  }

  /** The pairs in the order in which they are listed. */
  get pairs(): readonly Pair[] {
    return this.#listed.map(({ quote }) => quote.pair);
  }

  /** Whether the pointer is over the list or the keyboard is in it, so that nothing should move by itself. */
  get isHeld(): boolean {
    if (this.root.matches(':hover')) return true;
    return document.hasFocus() && this.root.querySelector(':focus-visible') !== null;
  }

  /** Lists these pairs in this order, described anew; rows that are there already stay the same elements. */
  show(quotes: readonly PairQuote[], favourites: ReadonlySet<Pair>): void {
    this.#listed = quotes.map((quote) => this.#rows.get(quote.pair) ?? this.#addRow(quote));
    for (const row of this.#listed) {
      row.describe();
      row.star.isSet = favourites.has(row.quote.pair);
    }
    putInOrder(
      this.root,
      this.#listed.map(({ item }) => item),
    );
    for (const { quote } of this.#listed) this.markChanged(quote.pair);
    this.#keys.settle(this.#listed, this.#selected);
    const hasTerms = this.#listed.some(({ quote }) => quote.payout !== undefined || quote.isOpen === false);
    this.root.classList.toggle('has-terms', hasTerms);
    this.#fitPrices();
  }

  select(pair: Pair | undefined): void {
    this.#selected = pair;
    for (const row of this.#rows.values()) row.isSelected = row.quote.pair === pair;
    this.#keys.settle(this.#listed, pair);
    if (pair !== undefined) this.#rows.get(pair)?.item.scrollIntoView({ block: 'nearest' });
  }

  /** Returns whether the pair has a row that will show its change, at once or when it comes into view. */
  markChanged(pair: Pair): boolean {
    const row = this.#rows.get(pair);
    if (row?.isInView) this.#frames.add(row);
    return row !== undefined;
  }

  paintClock(now: Milliseconds): void {
    for (const row of this.#listed) if (row.isInView) row.paintClock(now);
    this.#fitPrices();
  }

  focusFirst(): void {
    this.#listed[0]?.root.focus();
  }

  chooseFirst(): void {
    const [first] = this.#listed;
    if (first) this.#actions.onSelect(first.quote.pair);
  }

  /** One width for every row's price, so that the columns stand under each other. */
  #fitPrices(): void {
    const widest = String(Math.max(0, ...this.#listed.map(({ quote }) => quote.priceText.length)));
    const { style } = this.root;
    if (style.getPropertyValue('--price-characters') !== widest)
      style.setProperty('--price-characters', widest);
  }

  #addRow(quote: PairQuote): PairRow {
    const { pair } = quote;
    const row = new PairRow(quote);
    row.isSelected = pair === this.#selected;
    row.isTabStop = false;
    row.root.addEventListener('click', () => this.#actions.onSelect(pair));
    row.star.root.addEventListener('click', () => this.#actions.onToggleFavourite(pair));
    this.#rows.set(pair, row);
    this.#rowOfItem.set(row.item, row);
    this.#observer.observe(row.item);
    return row;
  }

  #follow(entries: readonly IntersectionObserverEntry[]): void {
    const now = milliseconds(Date.now());
    for (const { target, isIntersecting } of entries) {
      const row = this.#rowOfItem.get(target);
      if (!row) continue;
      if (isIntersecting) row.enterView(now);
      else row.isInView = false;
    }
  }
}
