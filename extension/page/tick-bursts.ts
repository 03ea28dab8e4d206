import type { TickTuple } from '../../shared/tick.ts';
import { MAX_TICKS_PER_BATCH } from '../contracts/bridge-messages.ts';
import type { Outgoing } from './batch.ts';

/** In the long run a message with ticks goes to the background at most so often. */
export const MESSAGE_MS = 2;
/** So many go one right behind the other: a broker sends what several pairs have done in one instant. */
export const MESSAGES_AT_ONCE = 8;

/**
 * Sends a tick in the turn it came in, unless far more come than any broker's feed has: then those of 2 ms go together.
 * Each message to the background is work in three processes, which the page's next frames would wait for. What is no
 * live tick keeps its place behind those before it.
 */
export class TickBursts {
  readonly #send: (outgoing: Outgoing) => void;
  #waiting: TickTuple[] = [];
  /** When all messages so far would have gone if each had kept its distance; on `performance`'s clock. */
  #spentUntil = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(send: (outgoing: Outgoing) => void) {
    this.#send = send;
  }

  send(outgoing: Outgoing): void {
    if (outgoing.type !== 'ticks' || outgoing.isHistory) {
      this.flush();
      this.#send(outgoing);
      return;
    }
    const { ticks } = outgoing;
    if (this.#waiting.length + ticks.length > MAX_TICKS_PER_BATCH) this.flush();
    this.#waiting.push(...ticks);
    const wait = this.#spentUntil - (MESSAGES_AT_ONCE - 1) * MESSAGE_MS - performance.now();
    // A hidden page's timers come a second late or more.
    if (wait <= 0 || document.hidden) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), wait);
  }

  /** Sends what waits, now. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.length === 0) return;
    const ticks = this.#waiting;
    this.#waiting = [];
    const now = performance.now();
    // What went out without waiting is not held against the ticks after it for longer than a burst.
    this.#spentUntil = Math.min(
      Math.max(this.#spentUntil, now) + MESSAGE_MS,
      now + MESSAGES_AT_ONCE * MESSAGE_MS,
    );
    this.#send({ type: 'ticks', ticks });
  }
}
