import { batch, effect, signal, type ReadonlySignal } from '@preact/signals';
import * as v from 'valibot';
import { isPair, type Pair } from '../../../shared/pair.ts';
import type { NewNames } from '../../../shared/pair-rename.ts';
import { milliseconds, type Milliseconds } from '../../../shared/units.ts';
import type { PairBoard } from '../data/pair-board.ts';
import { DEFAULT_SORT, SORT_CHOICE, type SortChoice, type SortKey } from '../data/pair-order.ts';
import { SteadyOrder } from '../data/steady-order.ts';
import { stored } from '../storage/stored.ts';
import { texts } from '../texts/texts.ts';
import type { FrameQueue } from './frame-queue.ts';
import { PairList } from './pair-list.ts';

/** Which pairs are listed and in which order: searched, sorted, favourites first. Favourites and sorting are kept. */
export class Watchlist {
  readonly list: PairList;
  /** What is searched for, as it was typed. */
  readonly query = signal('');
  /** How many pairs there are. */
  readonly pairCount = signal(0);
  /** How many of them a search leaves. */
  readonly listedCount = signal(0);
  readonly #board: PairBoard;
  readonly #order = new SteadyOrder();
  readonly #sort = stored<SortChoice>('watchlist-sort', SORT_CHOICE, DEFAULT_SORT);
  readonly #favourites = stored<readonly Pair[]>('favourites', v.array(v.custom<Pair>(isPair)), []);

  constructor(board: PairBoard, frames: FrameQueue, onSelect: (pair: Pair) => void) {
    this.#board = board;
    this.list = new PairList(texts.watchlist.label, frames, {
      onSelect,
      onToggleFavourite: (pair) => this.toggleFavourite(pair),
    });
    effect(() => this.refresh());
  }

  get sort(): ReadonlySignal<SortChoice> {
    return this.#sort.signal;
  }

  /** Sorts by `key`; the other way round where that is the sorting already. */
  sortBy(key: SortKey): void {
    const { key: known, isReversed } = this.#sort.value;
    void this.#sort.set({ key, isReversed: key === known && !isReversed });
  }

  toggleFavourite(pair: Pair): void {
    const others = this.#favourites.value.filter((other) => other !== pair);
    const isNew = others.length === this.#favourites.value.length;
    void this.#favourites.set(isNew ? [...others, pair] : others);
  }

  /** Favourites of a former name are the new one's. */
  async rename(names: NewNames): Promise<void> {
    await this.#favourites.loaded;
    const { value: favourites } = this.#favourites;
    if (!favourites.some((pair) => names.has(pair))) return;
    await this.#favourites.set([...new Set(favourites.map((pair) => names.get(pair) ?? pair))]);
  }

  /** Lists what the board knows now. */
  refresh(): void {
    this.#arrange(milliseconds(Date.now()), true);
  }

  /** Called each second: ages grow, and an order that follows the market may be due. */
  tick(now: Milliseconds): void {
    this.#arrange(now, false);
    this.list.paintClock(now);
  }

  #arrange(now: Milliseconds, isChanged: boolean): void {
    const quotes = this.#board.listed();
    const favourites = new Set(this.#favourites.value);
    const wish = { sort: this.#sort.value, favourites, query: this.query.value };
    const arranged = this.#order.arrange(quotes, wish, { now, isHeld: this.list.isHeld });
    const { pairs } = this.list;
    const isAsListed = arranged.every(({ pair }, index) => pair === pairs[index]);
    if (!isChanged && isAsListed && arranged.length === pairs.length) return;
    this.list.show(arranged, favourites);
    batch(() => {
      this.pairCount.value = quotes.length;
      this.listedCount.value = arranged.length;
    });
  }
}
