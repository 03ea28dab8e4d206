import type { Outbox, OutboxCounts } from './outbox.ts';
import { ticksIn, weightOf, type OutboxMessage } from './outbox-message.ts';

/** Messages are written so often, many at once. */
const WRITE_DELAY_MS = 50;
/**
 * A message that went out has this long to be confirmed before it is written: most never touch this disk. An ack
 * takes 20 to 60 ms; on a busy computer, writing as well what is about to be confirmed would make it busier.
 */
const ACK_GRACE_MS = 250;
const WRITE_RETRY_MS = 5_000;
/** The most ticks in memory while the disk refuses them; the oldest give way. */
export const MAX_PENDING_TICKS = 200_000;

/** A message that is neither at the relay nor on the disk yet. */
export interface Entry {
  readonly message: OutboxMessage;
  /** Called once the message is safe: on the disk here, or at the relay. */
  readonly onKept: () => void;
  readonly acceptedAt: number;
  /** Number of the connection that it went out on; 0: none yet. */
  sentOn: number;
  /** Its place in the outbox, once it has one. */
  key?: number;
  confirmed: boolean;
}

export type StoredEntry = Entry & { readonly key: number };

export interface WriterListener {
  readonly onCounts: (counts: OutboxCounts) => void;
  /** These are on the disk now and not confirmed. */
  readonly onStored: (entries: readonly StoredEntry[]) => void;
}

const isDue = ({ acceptedAt, sentOn }: Entry, now: number): boolean =>
  now - acceptedAt >= (sentOn > 0 ? ACK_GRACE_MS : WRITE_DELAY_MS);

/** Keeps messages in memory for the moment in which most are confirmed, then writes them, many at once. */
export class OutboxWriter {
  readonly #outbox: Outbox;
  readonly #listener: WriterListener;
  #pending: Entry[] = [];
  #pendingTicks = 0;
  #removals: number[] = [];
  #lost = 0;
  #scheduled = false;
  #writing = false;

  constructor(outbox: Outbox, listener: WriterListener) {
    this.#outbox = outbox;
    this.#listener = listener;
  }

  get unconfirmed(): readonly Entry[] {
    return this.#pending.filter(({ confirmed }) => !confirmed);
  }

  add(entry: Entry): void {
    this.#pending.push(entry);
    this.#pendingTicks += weightOf(entry.message);
    this.#bound();
    this.#schedule(WRITE_DELAY_MS);
  }

  /** The relay has it. */
  confirm(entry: Entry): void {
    entry.confirmed = true;
    if (entry.key === undefined) entry.onKept();
    else this.remove([entry.key]);
  }

  /** Takes messages that the relay has out of the outbox. */
  remove(keys: readonly number[]): void {
    this.#removals.push(...keys);
    this.#schedule(WRITE_DELAY_MS);
  }

  /** Counts ticks that had to be given up elsewhere. */
  lost(ticks: number): void {
    this.#lost += ticks;
    this.#schedule(WRITE_DELAY_MS);
  }

  #setPending(entries: Entry[]): void {
    this.#pending = entries;
    this.#pendingTicks = entries.reduce((sum, { message }) => sum + weightOf(message), 0);
  }

  #bound(): void {
    while (this.#pendingTicks > MAX_PENDING_TICKS) {
      const oldest = this.#pending.shift();
      if (!oldest) return;
      this.#pendingTicks -= weightOf(oldest.message);
      if (!oldest.confirmed) this.#lost += ticksIn(oldest.message);
    }
  }

  #schedule(delay: number): void {
    if (this.#writing || this.#scheduled) return;
    this.#scheduled = true;
    setTimeout(() => void this.#write(), delay);
  }

  /** Group commit: everything that has waited long enough for its `ack`, in one transaction. */
  async #write(): Promise<void> {
    this.#scheduled = false;
    this.#writing = true;
    const unconfirmed = this.unconfirmed;
    const now = performance.now();
    const entries = unconfirmed.filter((entry) => isDue(entry, now));
    const removals = this.#removals;
    const lost = this.#lost;
    this.#setPending(unconfirmed.filter((entry) => !isDue(entry, now)));
    this.#removals = [];
    this.#lost = 0;
    let retryDelay = WRITE_DELAY_MS;
    try {
      if (entries.length > 0 || removals.length > 0 || lost > 0) {
        const messages = entries.map(({ message }) => message);
        const written = await this.#outbox.write(messages, removals, lost);
        this.#written(entries, written.keys);
        this.#listener.onCounts(written.counts);
      }
    } catch {
      // Nothing of the transaction happened; the page and we keep it all and try again.
      this.#setPending([...entries, ...this.#pending]);
      this.#removals = [...removals, ...this.#removals];
      this.#lost += lost;
      this.#bound();
      retryDelay = WRITE_RETRY_MS;
    }
    this.#writing = false;
    if (this.#pending.length > 0 || this.#removals.length > 0 || this.#lost > 0) this.#schedule(retryDelay);
  }

  #written(entries: readonly Entry[], keys: readonly number[]): void {
    const stored: StoredEntry[] = [];
    for (const [index, entry] of entries.entries()) {
      const key = keys[index];
      if (key === undefined) continue;
      entry.key = key;
      if (entry.confirmed) {
        this.#removals.push(key);
        continue;
      }
      entry.onKept();
      stored.push(Object.assign(entry, { key }));
    }
    if (stored.length > 0) this.#listener.onStored(stored);
  }
}
