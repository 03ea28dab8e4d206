import { TICKS_PER_MESSAGE, type InFlight, type UplinkConnection } from './in-flight.ts';
import type { Outbox, StoredMessage } from './outbox.ts';
import type { OutboxMessage } from './outbox-message.ts';

/** Backlog messages on their way at once, and the pause after each: 10,000 ticks a second at most. */
export const MAX_BACKLOG_IN_FLIGHT = 4;
const BACKLOG_PAUSE_MS = 50;

export interface BacklogParts {
  readonly outbox: Outbox;
  readonly connection: UplinkConnection;
  readonly inFlight: InFlight;
  /** The relay has the messages of these keys. */
  readonly onConfirmed: (keys: readonly number[]) => void;
}

/** Sends what the outbox holds, oldest first and at a bounded pace, so that live messages pass between. */
export class Backlog {
  readonly #parts: BacklogParts;
  /** Stored messages that are on their way on this connection already. */
  readonly #sentKeys = new Set<number>();
  #connectionNumber = 0;
  #inFlight = 0;
  #cursor = 0;
  #draining = false;
  #drainWanted = false;

  constructor(parts: BacklogParts) {
    this.#parts = parts;
  }

  /** A new connection: begins again from the oldest with the next `drain`. */
  restart(): void {
    this.#connectionNumber += 1;
    this.#sentKeys.clear();
    this.#inFlight = 0;
    this.#cursor = 0;
  }

  /** This stored message went out live on this connection. */
  skip(key: number): void {
    this.#sentKeys.add(key);
  }

  /** Sends what the outbox holds and is not on its way, for as long as the connection takes it. */
  async drain(): Promise<void> {
    this.#drainWanted = true;
    if (this.#draining) return;
    this.#draining = true;
    try {
      while (await this.#step());
    } catch {
      // The outbox cannot be read now; the next ack or connection tries again.
    } finally {
      this.#draining = false;
    }
  }

  /** Sends the next stored messages; answers whether to go on. */
  async #step(): Promise<boolean> {
    if (this.#inFlight >= MAX_BACKLOG_IN_FLIGHT || !this.#isConnected()) return false;
    const connectionNumber = this.#connectionNumber;
    this.#drainWanted = false;
    const stored = await this.#parts.outbox.read(this.#cursor, TICKS_PER_MESSAGE);
    // Another connection begins again from the oldest.
    if (connectionNumber !== this.#connectionNumber) return true;
    const last = stored.at(-1);
    // Something may have been written while an empty outbox was read.
    if (!last) return this.#drainWanted;
    if (!this.#isConnected()) return false;
    this.#cursor = last.key;
    this.#send(stored.filter(({ key }) => !this.#sentKeys.delete(key)));
    await new Promise((resolve) => setTimeout(resolve, BACKLOG_PAUSE_MS));
    return true;
  }

  #isConnected(): boolean {
    return this.#parts.connection.connected;
  }

  #send(stored: readonly StoredMessage[]): void {
    const ticks = stored.flatMap(({ message }) => (message.type === 'ticks' ? message.ticks : []));
    const spans = stored.flatMap(({ message }) => (message.type === 'feedSpans' ? message.spans : []));
    const keysOf = (type: OutboxMessage['type']): number[] =>
      stored.filter(({ message }) => message.type === type).map(({ key }) => key);
    if (ticks.length > 0) this.#sendStored({ type: 'ticks', ticks }, keysOf('ticks'));
    if (spans.length > 0) this.#sendStored({ type: 'feedSpans', spans }, keysOf('feedSpans'));
    for (const { key, message } of stored) {
      if (message.type === 'brokerHistory' || message.type === 'renamed') this.#sendStored(message, [key]);
    }
  }

  #sendStored(message: OutboxMessage, keys: readonly number[]): void {
    this.#inFlight += 1;
    this.#parts.inFlight.send(message, () => {
      this.#inFlight -= 1;
      this.#parts.onConfirmed(keys);
      void this.drain();
    });
  }
}
