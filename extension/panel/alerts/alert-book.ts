import { signal, type ReadonlySignal } from '@preact/signals';
import { sideOf, withRenamed, type PriceAlert } from '../../contracts/price-alerts.ts';
import type { Pair } from '../../../shared/pair.ts';
import type { PairRename } from '../../../shared/pair-rename.ts';
import { milliseconds, type Milliseconds } from '../../../shared/units.ts';
import { decimalsOf } from '../data/price-format.ts';

/** Where the alerts are kept, for every panel and the background. */
export interface AlertStore {
  /** Calls with the alerts, at first and whenever they change. */
  readonly follow: (listener: (alerts: readonly PriceAlert[]) => void) => void;
  /** Changes them as they are at that moment. */
  readonly change: (change: (alerts: readonly PriceAlert[]) => readonly PriceAlert[]) => Promise<void>;
}

/** What is known of a pair where an alert is set. */
export interface AlertQuote {
  readonly pair: Pair;
  readonly label: string;
  readonly digits: number;
  readonly price: number | undefined;
  /** Of the newest tick. */
  readonly timestamp: Milliseconds | undefined;
}

const alertOf = ({ pair, label, digits, price, timestamp }: AlertQuote, line: number): PriceAlert => {
  const side = price === undefined ? undefined : sideOf(price, line);
  return {
    id: crypto.randomUUID(),
    pair,
    label,
    digits: Math.max(digits, decimalsOf(line)),
    price: line,
    since: timestamp ?? milliseconds(0),
    ...(side && { side }),
  };
};

/** The price alerts, the same in every panel; the background marks those that are reached. */
export class AlertBook {
  readonly #alerts = signal<readonly PriceAlert[]>([]);
  readonly #store: AlertStore;

  constructor(store: AlertStore) {
    this.#store = store;
    store.follow((alerts) => (this.#alerts.value = alerts));
  }

  get alerts(): ReadonlySignal<readonly PriceAlert[]> {
    return this.#alerts;
  }

  /** Sets an alert at a price; one that waits there already stays. */
  set(quote: AlertQuote, line: number): Promise<void> {
    return this.#store.change((alerts) =>
      alerts.some(({ pair, price, reached }) => pair === quote.pair && price === line && !reached)
        ? alerts
        : [...alerts, alertOf(quote, line)],
    );
  }

  /** Lets an alert wait anew, in its place, at another price or, once it was reached, at the same. */
  reset(id: string, quote: AlertQuote, line: number): Promise<void> {
    return this.#store.change((alerts) =>
      alerts.map((alert) => (alert.id === id ? alertOf(quote, line) : alert)),
    );
  }

  /** Lets what waits at a pair that was renamed wait at its new name. */
  async rename(rename: PairRename, label: string): Promise<void> {
    const isConcerned = this.#alerts.peek().some(({ pair }) => pair === rename.from);
    if (isConcerned) await this.#store.change((alerts) => withRenamed(alerts, rename, label));
  }

  remove(id: string): Promise<void> {
    return this.#store.change((alerts) => alerts.filter((alert) => alert.id !== id));
  }
}
