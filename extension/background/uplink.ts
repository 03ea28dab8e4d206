import type { CaptureMessage } from '../../shared/protocol.ts';
import { weightOf, type Outbox, type OutboxCounts, type OutboxMessage } from './outbox.ts';

/** The most ticks in one message, live or from the outbox: small enough to pass between live ones. */
export const TICKS_PER_MESSAGE = 500;
/** Backlog messages on their way at once, and the pause after each: 10,000 ticks a second at most. */
const MAX_BACKLOG_IN_FLIGHT = 4;
const BACKLOG_PAUSE_MS = 50;
/** A message has this long to be confirmed by the relay before it is written: most never touch the disk. */
const WRITE_DELAY_MS = 50;
const WRITE_RETRY_MS = 5_000;
/** With more than this in the socket, live messages take the way through the outbox. */
const MAX_BUFFERED_BYTES = 1_048_576;
/** A relay that could not keep a batch says nothing; after this everything unconfirmed goes out anew. */
export const ACK_TIMEOUT_MS = 30_000;
/** The most ticks in memory while the disk refuses them; the oldest give way. */
const MAX_PENDING_TICKS = 200_000;

/** What the uplink needs of the connection. */
export interface UplinkConnection {
  readonly connected: boolean;
  readonly buffered: number;
  send(message: CaptureMessage): void;
  /** Ends this connection and makes another. */
  restart(): void;
}

interface Entry {
  readonly message: OutboxMessage;
  /** Called once the message is safe: on the disk here, or at the relay. */
  readonly onKept: () => void;
  readonly acceptedAt: number;
  /** The connection that it went out on. */
  sentOn: number;
  key?: number;
  confirmed: boolean;
}

/** What the relay confirms with one `ack`: a live entry, or messages from the outbox. */
type Confirms = { readonly entry: Entry } | { readonly keys: readonly number[] };
type InFlight = Confirms & { readonly sentAt: number };

const withSeq = (message: OutboxMessage, seq: number): CaptureMessage => {
  switch (message.type) {
    case 'ticks':
      return { type: 'ticks', seq, ticks: message.ticks as unknown[] };
    case 'brokerHistory':
      return { ...message, seq, candles: message.candles as unknown[] };
    case 'feedSpans':
      return { type: 'feedSpans', seq, spans: message.spans as unknown[] };
  }
};

/**
 * Brings messages to the relay at least once. A live message goes out in the turn it came in; unless its `ack`
 * is quicker than the disk, it is written to the outbox too, and leaves that with the `ack`. What had no `ack`
 * when a connection ended goes out on the next one from the outbox, oldest first, beside the live ones.
 */
export class Uplink {
  readonly #outbox: Outbox;
  readonly #connection: UplinkConnection;
  readonly #onCounts: (counts: OutboxCounts) => void;
  readonly #inFlight = new Map<number, InFlight>();
  /** Stored messages that are on their way on this connection already. */
  readonly #sentKeys = new Set<number>();
  #pending: Entry[] = [];
  #pendingTicks = 0;
  #removals: number[] = [];
  #lost = 0;
  #seq = 0;
  #connectionNumber = 0;
  #backlogInFlight = 0;
  #cursor = 0;
  #draining = false;
  #checkingAcks = false;
  #drainWanted = false;
  #writeScheduled = false;
  #writing = false;

  constructor(outbox: Outbox, connection: UplinkConnection, onCounts: (counts: OutboxCounts) => void) {
    this.#outbox = outbox;
    this.#connection = connection;
    this.#onCounts = onCounts;
  }

  /** Takes a message; at most `TICKS_PER_MESSAGE` ticks. Sends it in this turn where it can. */
  accept(message: OutboxMessage, onKept: () => void): void {
    const entry: Entry = { message, onKept, acceptedAt: performance.now(), sentOn: 0, confirmed: false };
    this.#sendLive(entry);
    this.#pending.push(entry);
    this.#pendingTicks += weightOf(message);
    this.#boundPending();
    this.#scheduleWrite(WRITE_DELAY_MS);
  }

  /** Ticks that a page had to give up; they count with ours. */
  lost(ticks: number): void {
    this.#lost += ticks;
    this.#scheduleWrite(WRITE_DELAY_MS);
  }

  /** The relay has welcomed us: nothing sent before counts as on its way any more. */
  connected(): void {
    this.#connectionNumber += 1;
    this.#inFlight.clear();
    this.#sentKeys.clear();
    this.#backlogInFlight = 0;
    this.#cursor = 0;
    for (const entry of this.#pending) {
      if (!entry.confirmed) this.#sendLive(entry);
    }
    void this.#drain();
  }

  acked(seq: number): void {
    const inFlight = this.#inFlight.get(seq);
    if (!inFlight) return;
    this.#inFlight.delete(seq);
    if ('entry' in inFlight) {
      this.#confirm(inFlight.entry);
    } else {
      this.#backlogInFlight -= 1;
      this.#remove(inFlight.keys);
      void this.#drain();
    }
  }

  #confirm(entry: Entry): void {
    entry.confirmed = true;
    if (entry.key === undefined) entry.onKept();
    else this.#remove([entry.key]);
  }

  #remove(keys: readonly number[]): void {
    this.#removals.push(...keys);
    this.#scheduleWrite(WRITE_DELAY_MS);
  }

  #sendLive(entry: Entry): void {
    if (!this.#connection.connected || this.#connection.buffered > MAX_BUFFERED_BYTES) return;
    entry.sentOn = this.#connectionNumber;
    this.#send(entry.message, { entry });
  }

  #send(message: OutboxMessage, confirms: Confirms): void {
    this.#seq += 1;
    this.#inFlight.set(this.#seq, { ...confirms, sentAt: performance.now() });
    this.#connection.send(withSeq(message, this.#seq));
    this.#checkAcksIn(ACK_TIMEOUT_MS);
  }

  #checkAcksIn(delay: number): void {
    if (this.#checkingAcks) return;
    this.#checkingAcks = true;
    setTimeout(() => this.#checkAcks(), delay);
  }

  #checkAcks(): void {
    this.#checkingAcks = false;
    const [oldest] = this.#inFlight.values();
    if (!oldest || !this.#connection.connected) return;
    const left = oldest.sentAt + ACK_TIMEOUT_MS - performance.now();
    if (left > 0) this.#checkAcksIn(left);
    else this.#connection.restart();
  }

  #setPending(entries: Entry[]): void {
    this.#pending = entries;
    this.#pendingTicks = entries.reduce((sum, { message }) => sum + weightOf(message), 0);
  }

  #boundPending(): void {
    while (this.#pendingTicks > MAX_PENDING_TICKS) {
      const oldest = this.#pending.shift();
      if (!oldest) return;
      this.#pendingTicks -= weightOf(oldest.message);
      if (!oldest.confirmed) this.#lost += weightOf(oldest.message);
    }
  }

  #scheduleWrite(delay: number): void {
    if (this.#writing || this.#writeScheduled) return;
    this.#writeScheduled = true;
    setTimeout(() => void this.#write(), delay);
  }

  /** Group commit: everything that has waited long enough for its `ack`, in one transaction. */
  async #write(): Promise<void> {
    this.#writeScheduled = false;
    this.#writing = true;
    const unconfirmed = this.#pending.filter(({ confirmed }) => !confirmed);
    const due = performance.now() - WRITE_DELAY_MS;
    const entries = unconfirmed.filter(({ acceptedAt }) => acceptedAt <= due);
    const removals = this.#removals;
    const lost = this.#lost;
    this.#setPending(unconfirmed.filter(({ acceptedAt }) => acceptedAt > due));
    this.#removals = [];
    this.#lost = 0;
    let retryDelay = WRITE_DELAY_MS;
    try {
      if (entries.length > 0 || removals.length > 0 || lost > 0) {
        const written = await this.#outbox.write(
          entries.map(({ message }) => message),
          removals,
          lost,
        );
        this.#written(entries, written.keys);
        this.#onCounts(written.counts);
      }
    } catch {
      // Nothing of the transaction happened; the page and we keep it all and try again.
      this.#setPending([...entries, ...this.#pending]);
      this.#removals = [...removals, ...this.#removals];
      this.#lost += lost;
      this.#boundPending();
      retryDelay = WRITE_RETRY_MS;
    }
    this.#writing = false;
    if (this.#pending.length > 0 || this.#removals.length > 0 || this.#lost > 0)
      this.#scheduleWrite(retryDelay);
  }

  #written(entries: readonly Entry[], keys: readonly number[]): void {
    let unsent = false;
    for (const [index, entry] of entries.entries()) {
      const key = keys[index];
      if (key === undefined) continue;
      entry.key = key;
      if (entry.confirmed) {
        this.#removals.push(key);
        continue;
      }
      entry.onKept();
      if (entry.sentOn === this.#connectionNumber && entry.sentOn > 0) this.#sentKeys.add(key);
      else unsent = true;
    }
    if (unsent) void this.#drain();
  }

  /** Sends what the outbox holds and is not on its way, for as long as the connection takes it. */
  async #drain(): Promise<void> {
    this.#drainWanted = true;
    if (this.#draining) return;
    this.#draining = true;
    try {
      while (await this.#drainStep());
    } catch {
      // The outbox cannot be read now; the next ack or connection tries again.
    } finally {
      this.#draining = false;
    }
  }

  /** Sends the next stored messages; answers whether to go on. */
  async #drainStep(): Promise<boolean> {
    if (this.#backlogInFlight >= MAX_BACKLOG_IN_FLIGHT || !this.#isConnected()) return false;
    const connectionNumber = this.#connectionNumber;
    this.#drainWanted = false;
    const stored = await this.#outbox.read(this.#cursor, TICKS_PER_MESSAGE);
    // Another connection begins again from the oldest.
    if (connectionNumber !== this.#connectionNumber) return true;
    const last = stored.at(-1);
    // Something may have been written while an empty outbox was read.
    if (!last) return this.#drainWanted;
    if (!this.#isConnected()) return false;
    this.#cursor = last.key;
    this.#sendBacklog(stored.filter(({ key }) => !this.#sentKeys.delete(key)));
    await new Promise((resolve) => setTimeout(resolve, BACKLOG_PAUSE_MS));
    return true;
  }

  #isConnected(): boolean {
    return this.#connection.connected;
  }

  #sendBacklog(stored: readonly { key: number; message: OutboxMessage }[]): void {
    const ticks = stored.flatMap(({ message }) => (message.type === 'ticks' ? message.ticks : []));
    const spans = stored.flatMap(({ message }) => (message.type === 'feedSpans' ? message.spans : []));
    const keysOf = (type: OutboxMessage['type']): number[] =>
      stored.filter(({ message }) => message.type === type).map(({ key }) => key);
    if (ticks.length > 0) this.#sendStored({ type: 'ticks', ticks }, keysOf('ticks'));
    if (spans.length > 0) this.#sendStored({ type: 'feedSpans', spans }, keysOf('feedSpans'));
    for (const { key, message } of stored) {
      if (message.type === 'brokerHistory') this.#sendStored(message, [key]);
    }
  }

  #sendStored(message: OutboxMessage, keys: readonly number[]): void {
    this.#backlogInFlight += 1;
    this.#send(message, { keys });
  }
}
