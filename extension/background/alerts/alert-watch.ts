import {
  hasReached,
  sideOf,
  type PriceAlert,
  type Reached,
  type Side,
} from '../../contracts/price-alerts.ts';
import type { Pair } from '../../../shared/pair.ts';
import type { TickTuple } from '../../../shared/tick.ts';
import { milliseconds } from '../../../shared/units.ts';

/** An alert that waits, and the newest tick that it was held against. */
interface Watched {
  readonly alert: PriceAlert;
  side: Side | undefined;
  newest: number;
}

/** Pairs whose newest tick is remembered; far more than brokers stream at once. */
const MAX_PAIRS = 1_000;

export interface AlertWatchListener {
  /** Called once an alert. */
  readonly onReached: (alert: PriceAlert, reached: Reached) => void;
  /** The price was on the line when the alert was set, or not known, and has taken a side since. */
  readonly onSide: (alert: PriceAlert, side: Side) => void;
}

/**
 * Holds captured ticks against the alerts. All that it has to remember of the ticks before is the side on which the
 * price was when an alert was set: until it is reached the price has not left that side. So nothing is missed
 * between two lives of the worker, and the same ticks give the same alerts however they are batched.
 */
export class AlertWatch {
  readonly #listener: AlertWatchListener;
  #watched: ReadonlyMap<Pair, readonly Watched[]> | undefined;
  /** Ticks that came before the alerts were read. */
  #early: TickTuple[] = [];
  /** By pair. A price may cross an alert's line in the instant before the alert is known here, and then stand still. */
  readonly #newest = new Map<Pair, TickTuple>();
  /** Told of, and perhaps not yet marked as reached in what is stored. */
  readonly #reached = new Set<string>();

  constructor(listener: AlertWatchListener) {
    this.#listener = listener;
  }

  /** Takes the alerts as they are stored; known ones keep what they have seen. */
  follow(alerts: readonly PriceAlert[]): void {
    const known = new Map([...(this.#watched?.values() ?? [])].flat().map((one) => [one.alert.id, one]));
    const watched = new Map<Pair, Watched[]>();
    for (const alert of alerts) {
      if (alert.reached) continue;
      const before = known.get(alert.id);
      const one = { alert, side: alert.side ?? before?.side, newest: before?.newest ?? alert.since };
      watched.set(alert.pair, [...(watched.get(alert.pair) ?? []), one]);
    }
    this.#watched = watched;
    const early = this.#early;
    this.#early = [];
    this.take(early);
    for (const pair of watched.keys()) {
      const newest = this.#newest.get(pair);
      if (newest) this.#takeTick(newest);
    }
  }

  /** Takes live ticks in the order of their arrival; those of a pair without an alert cost two look-ups. */
  take(ticks: readonly TickTuple[]): void {
    if (!this.#watched) {
      this.#early.push(...ticks);
      return;
    }
    for (const tick of ticks) {
      this.#remember(tick);
      this.#takeTick(tick);
    }
  }

  #remember(tick: TickTuple): void {
    const [pair, , timestamp] = tick;
    const known = this.#newest.get(pair);
    if (known ? timestamp >= known[2] : this.#newest.size < MAX_PAIRS) this.#newest.set(pair, tick);
  }

  #takeTick([pair, price, timestamp]: TickTuple): void {
    const watched = this.#watched?.get(pair);
    if (!watched) return;
    for (const one of watched) {
      const { alert } = one;
      if (timestamp < one.newest || this.#reached.has(alert.id)) continue;
      one.newest = timestamp;
      if (one.side === undefined) this.#takeSide(one, sideOf(price, alert.price));
      else if (hasReached(one.side, price, alert.price)) {
        this.#reached.add(alert.id);
        this.#listener.onReached(alert, { price, at: milliseconds(timestamp) });
      }
    }
  }

  #takeSide(one: Watched, side: Side | undefined): void {
    if (side === undefined) return;
    one.side = side;
    this.#listener.onSide(one.alert, side);
  }
}
