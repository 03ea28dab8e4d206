import { milliseconds, type Milliseconds } from '../../../shared/units.ts';
import type { BrokerTimed, Clock } from './clock.ts';

/** A broker's clock runs a whole number of half hours ahead of or behind UTC. */
const OFFSET_STEP_MS = 30 * 60_000;
/** Time zones reach from UTC - 12 h to UTC + 14 h; what implies more is an old or a wrong time. */
const MAX_OFFSET_MS = 14 * 60 * 60_000;
/** So many live ticks in a row, over at least so long by both clocks, move the offset. */
export const ADOPT_TICKS = 20;
export const ADOPT_MS = 5_000;
/** The most ticks that wait for a decision; the oldest give way. */
export const MAX_HELD_TICKS = 1_000;

interface Held<T> {
  readonly tick: T;
  readonly impliedOffset: Milliseconds;
}

/**
 * Learns, for one socket, how far the broker's clock is ahead of UTC: the first live tick that makes sense
 * fixes it. A live tick that implies another offset (a frame that waited while the computer slept, a price
 * of a closed market, or a clock that really changed) is held until the ticks after it decide: the first that
 * agrees with the known offset releases what is held under it; `ADOPT_TICKS` in a row that agree on a new one,
 * over `ADOPT_MS` of both clocks, make that the offset of those ticks and all that follow.
 */
export class BrokerClock<T extends BrokerTimed> implements Clock<T> {
  #offset: Milliseconds | undefined;
  /** Broker time less the page's time of receipt, by the newest tick that agreed. */
  #lead = 0;
  #held: Held<T>[] = [];
  #run = { offset: 0, ticks: 0, since: 0, brokerSince: 0 };

  get offset(): Milliseconds | undefined {
    return this.#held.length === 0 ? this.#offset : undefined;
  }

  brokerTimeAt(receivedAt: Milliseconds): Milliseconds {
    return milliseconds(receivedAt + this.#lead);
  }

  decide(ticks: readonly T[], receivedAt: Milliseconds): { tick: T; offset: Milliseconds }[] {
    const decided: { tick: T; offset: Milliseconds }[] = [];
    let lead = -Infinity;
    for (const tick of ticks) {
      const ahead = tick.brokerTime - receivedAt;
      const impliedOffset = milliseconds(Math.round(ahead / OFFSET_STEP_MS) * OFFSET_STEP_MS);
      if (this.#offset === undefined && Math.abs(impliedOffset) <= MAX_OFFSET_MS)
        this.#offset = impliedOffset;
      if (impliedOffset === this.#offset) {
        const offset = this.#offset;
        for (const held of this.#held) decided.push({ tick: held.tick, offset });
        decided.push({ tick, offset });
        this.#held = [];
        this.#run.ticks = 0;
        lead = Math.max(lead, ahead);
      } else if (impliedOffset <= MAX_OFFSET_MS) {
        decided.push(...this.#hold({ tick, impliedOffset }, receivedAt));
      }
    }
    if (lead > -Infinity) this.#lead = lead;
    return decided;
  }

  #hold(held: Held<T>, receivedAt: Milliseconds): { tick: T; offset: Milliseconds }[] {
    this.#held.push(held);
    if (this.#held.length > MAX_HELD_TICKS) this.#held.shift();
    const offset = held.impliedOffset;
    const { brokerTime } = held.tick;
    if (this.#run.offset !== offset || this.#run.ticks === 0) {
      this.#run = { offset, ticks: 0, since: receivedAt, brokerSince: brokerTime };
    }
    this.#run.ticks += 1;
    // Both clocks must have moved: a burst of late frames and a closed market's standing price move only one.
    const settled =
      this.#run.ticks >= ADOPT_TICKS &&
      receivedAt - this.#run.since >= ADOPT_MS &&
      brokerTime - this.#run.brokerSince >= ADOPT_MS;
    if (!settled || offset < -MAX_OFFSET_MS) return [];
    // What implied something else belongs to neither clock for certain: no tick is better than a wrong one.
    const adopted = this.#held.filter(({ impliedOffset }) => impliedOffset === offset);
    this.#offset = offset;
    this.#lead = brokerTime - receivedAt;
    this.#held = [];
    this.#run.ticks = 0;
    return adopted.map(({ tick }) => ({ tick, offset }));
  }
}
