import { milliseconds, type Milliseconds } from '../../../shared/units.ts';
import type { BrokerTimed, Clock } from './clock.ts';

/** For a broker whose documents say that its times are UTC: a wrong clock of this computer changes nothing. */
export class UtcClock<T extends BrokerTimed> implements Clock<T> {
  readonly offset = milliseconds(0);
  /** Broker time less the page's time of receipt, by the newest tick. */
  #lead = 0;

  brokerTimeAt(receivedAt: Milliseconds): Milliseconds {
    return milliseconds(receivedAt + this.#lead);
  }

  decide(ticks: readonly T[], receivedAt: Milliseconds): { tick: T; offset: Milliseconds }[] {
    const newest = ticks.reduce((max, { brokerTime }) => Math.max(max, brokerTime), -Infinity);
    if (newest > -Infinity) this.#lead = newest - receivedAt;
    return ticks.map((tick) => ({ tick, offset: this.offset }));
  }
}
