import { signal } from '@preact/signals';
import type { PriceAlert } from '../../contracts/price-alerts.ts';
import { fallbackLabel, type Pair } from '../../../shared/pair.ts';
import type { ChartCell } from '../chart/chart-cell.ts';
import { decimalsOf } from '../data/price-format.ts';
import { AlertBook, type AlertQuote, type AlertStore } from './alert-book.ts';
import { alertLines } from './alert-lines.ts';
import { priceAtPip } from './price-input.ts';

/** Where the trader asked for the chart's menu. */
export interface ChartPoint {
  readonly pair: Pair;
  /** Of a pip. */
  readonly price: number;
  readonly digits: number;
  /** In the window, px. */
  readonly x: number;
  readonly y: number;
}

/** The alerts as the panel shows and changes them. */
export class PanelAlerts {
  readonly book: AlertBook;
  /** Absent while the chart's menu is closed. */
  readonly menuAt = signal<ChartPoint | undefined>(undefined);
  readonly #quoteOf: (pair: Pair) => AlertQuote | undefined;

  constructor(store: AlertStore, quoteOf: (pair: Pair) => AlertQuote | undefined) {
    this.book = new AlertBook(store);
    this.#quoteOf = quoteOf;
  }

  /** Draws the alerts of the cell's pair on its chart; the answer takes them away again. */
  attach(cell: ChartCell): () => void {
    return cell.addLayer(
      alertLines({
        alerts: this.book.alerts,
        pair: () => cell.pair,
        onRemove: ({ id }) => void this.book.remove(id),
        onMove: ({ id, pair, digits }, pointed) => {
          const price = priceAtPip(pointed, digits);
          if (price !== undefined) void this.book.reset(id, this.quote(pair, price), price);
        },
        onMenu: (pair, pointed, x, y) => {
          const { digits } = this.quote(pair, pointed);
          const price = priceAtPip(pointed, digits);
          if (price !== undefined) this.menuAt.value = { pair, price, digits, x, y };
        },
      }),
    );
  }

  set(pair: Pair, price: number): void {
    void this.book.set(this.quote(pair, price), price);
  }

  /** Lets one that was reached wait again. */
  setAgain({ id, pair, price }: PriceAlert): void {
    void this.book.reset(id, this.quote(pair, price), price);
  }

  /** What is known of a pair; where nothing is, as much as `price` tells. */
  quote(pair: Pair, price: number): AlertQuote {
    return (
      this.#quoteOf(pair) ?? {
        pair,
        label: fallbackLabel(pair),
        digits: decimalsOf(price),
        price: undefined,
        timestamp: undefined,
      }
    );
  }
}
