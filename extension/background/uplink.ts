import { Backlog } from './backlog.ts';
import { InFlight, type UplinkConnection } from './in-flight.ts';
import type { Outbox, OutboxCounts } from './outbox.ts';
import type { OutboxMessage } from './outbox-message.ts';
import { OutboxWriter, type Entry, type StoredEntry } from './outbox-writer.ts';

/** With more than this in the socket, live messages take the way through the outbox. */
const MAX_BUFFERED_BYTES = 1_048_576;

/**
 * Brings messages to the relay at least once. A live message goes out in the turn it came in; unless its `ack`
 * is quicker than the disk, it is written to the outbox too, and leaves that with the `ack`. What had no `ack`
 * when a connection ended goes out on the next one from the outbox, oldest first, beside the live ones.
 */
export class Uplink {
  readonly #connection: UplinkConnection;
  readonly #inFlight: InFlight;
  readonly #writer: OutboxWriter;
  readonly #backlog: Backlog;
  #connectionNumber = 0;

  constructor(outbox: Outbox, connection: UplinkConnection, onCounts: (counts: OutboxCounts) => void) {
    this.#connection = connection;
    this.#inFlight = new InFlight(connection);
    this.#writer = new OutboxWriter(outbox, { onCounts, onStored: (entries) => this.#stored(entries) });
    this.#backlog = new Backlog({
      outbox,
      connection,
      inFlight: this.#inFlight,
      onConfirmed: (keys) => this.#writer.remove(keys),
    });
  }

  /** Takes a message; at most `TICKS_PER_MESSAGE` ticks. Sends it in this turn where it can. */
  accept(message: OutboxMessage, onKept: () => void): void {
    const entry: Entry = { message, onKept, acceptedAt: performance.now(), sentOn: 0, confirmed: false };
    this.#sendLive(entry);
    this.#writer.add(entry);
  }

  /** Ticks that a page had to give up; they count with ours. */
  lost(ticks: number): void {
    this.#writer.lost(ticks);
  }

  /** The relay has welcomed us: nothing sent before counts as on its way any more. */
  connected(): void {
    this.#connectionNumber += 1;
    this.#inFlight.forget();
    this.#backlog.restart();
    for (const entry of this.#writer.unconfirmed) this.#sendLive(entry);
    void this.#backlog.drain();
  }

  acked(seq: number): void {
    this.#inFlight.acked(seq);
  }

  #sendLive(entry: Entry): void {
    if (!this.#connection.connected || this.#connection.buffered > MAX_BUFFERED_BYTES) return;
    entry.sentOn = this.#connectionNumber;
    this.#inFlight.send(entry.message, () => this.#writer.confirm(entry));
  }

  #stored(entries: readonly StoredEntry[]): void {
    let unsent = false;
    for (const { key, sentOn } of entries) {
      if (sentOn > 0 && sentOn === this.#connectionNumber) this.#backlog.skip(key);
      else unsent = true;
    }
    if (unsent) void this.#backlog.drain();
  }
}
