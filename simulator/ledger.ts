import type { Tick } from '../shared/tick.ts';

/** Every tick that was written to at least one open socket, once each: what the product must have kept. */
export class Ledger {
  readonly #ticks: Tick[] = [];
  readonly #keys = new Set<string>();
  readonly #liveKeys = new Set<string>();

  addLive(ticks: readonly Tick[]): void {
    for (const tick of ticks) {
      this.#add(tick);
      this.#liveKeys.add(keyOf(tick));
    }
  }

  addHistory(ticks: readonly Tick[]): void {
    for (const tick of ticks) this.#add(tick);
  }

  /** In the order they were first sent. */
  get ticks(): readonly Tick[] {
    return this.#ticks;
  }

  /** Different ticks that an `updateStream` carried. */
  get live(): number {
    return this.#liveKeys.size;
  }

  /** The same ticks. */
  get liveTicks(): readonly Tick[] {
    return this.#ticks.filter((tick) => this.#liveKeys.has(keyOf(tick)));
  }

  #add(tick: Tick): void {
    const key = keyOf(tick);
    if (this.#keys.has(key)) return;
    this.#keys.add(key);
    this.#ticks.push(tick);
  }
}

const keyOf = ({ pair, timestamp, price }: Tick): string => `${pair} ${timestamp} ${price}`;
