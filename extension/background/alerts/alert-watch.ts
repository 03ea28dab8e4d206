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
  }

  /** Takes live ticks in the order of their arrival; those of a pair without an alert cost a look-up. */
  take(ticks: readonly TickTuple[]): void {
    if (!this.#watched) {
      this.#early.push(...ticks);
      return;
    }
    if (this.#watched.size === 0) return;
    for (const tick of ticks) this.#takeTick(tick);
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
