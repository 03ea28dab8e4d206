import type { Pair } from '../../../shared/pair.ts';
import type { PairRow } from './pair-row.ts';

/** Rows to the next one that a key leads to. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 8,
  PageUp: -8,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/**
 * The keyboard in the list: Tab leads to one row and on to its star, the arrow keys to the other rows and their
 * stars, so that a hundred rows do not stand between the search and what follows the list.
 */
export class RowKeys {
  #rows: readonly PairRow[] = [];
  #current: PairRow | undefined;

  constructor(list: HTMLElement) {
    list.addEventListener('keydown', (event) => this.#move(event));
    list.addEventListener('focusin', ({ target }) => {
      const row = this.#rows.find(({ item }) => item.contains(target as Node));
      if (row) this.#settleOn(row);
    });
  }

  /** Takes the rows that are listed now. Where the current one is not among them, the chosen pair's takes its place. */
  settle(rows: readonly PairRow[], chosen: Pair | undefined): void {
    this.#rows = rows;
    if (this.#current && rows.includes(this.#current)) return;
    this.#settleOn(rows.find(({ quote }) => quote.pair === chosen) ?? rows[0]);
  }

  #settleOn(row: PairRow | undefined): void {
    if (row === this.#current) return;
    if (this.#current) this.#current.isTabStop = false;
    this.#current = row;
    if (row) row.isTabStop = true;
  }

  #move(event: KeyboardEvent): void {
    const row = this.#current;
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const isOnStar = document.activeElement === row.star.root;
    const step = STEPS[event.key];
    if (step !== undefined) {
      const index = Math.max(0, Math.min(this.#rows.length - 1, this.#rows.indexOf(row) + step));
      const next = this.#rows[index];
      (isOnStar ? next?.star : next)?.root.focus();
    } else if (event.key === 'ArrowLeft') row.star.root.focus();
    else if (event.key === 'ArrowRight') row.root.focus();
    else return;
    event.preventDefault();
  }
}
