import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { FeedSpanTuple } from '../../shared/feed-span.ts';
import type { Pair } from '../../shared/pair.ts';
import type { TickTuple } from '../../shared/tick.ts';
import type { Milliseconds } from '../../shared/units.ts';
import type { CandleTuple } from '../contracts/bridge-messages.ts';
import { MAX_OUTBOX_TICKS } from '../contracts/outbox-limit.ts';

/** What waits, in the words of the protocol, without the number that each sending gets. */
export type OutboxMessage =
  | { readonly type: 'ticks'; readonly ticks: readonly TickTuple[] }
  | {
      readonly type: 'brokerHistory';
      readonly pair: Pair;
      readonly duration: Milliseconds;
      readonly candles: readonly CandleTuple[];
    }
  | { readonly type: 'feedSpans'; readonly spans: readonly FeedSpanTuple[] };

export interface StoredMessage {
  readonly key: number;
  readonly message: OutboxMessage;
}

export interface OutboxCounts {
  /** Ticks (and candles, and claims of a feed) in the outbox. */
  readonly waiting: number;
  /** Given up since the extension was installed. */
  readonly dropped: number;
}

interface Schema extends DBSchema {
  messages: { key: number; value: OutboxMessage };
  /** One row, changed by the same transactions as the messages, so that it never has to be counted out. */
  counts: { key: 'counts'; value: OutboxCounts };
}

const NO_COUNTS: OutboxCounts = { waiting: 0, dropped: 0 };

/** How much of the bound a message takes. */
export const weightOf = (message: OutboxMessage): number => {
  switch (message.type) {
    case 'ticks':
      return message.ticks.length;
    case 'brokerHistory':
      return message.candles.length;
    case 'feedSpans':
      return message.spans.length;
  }
};

const open = async (name: string): Promise<IDBPDatabase<Schema>> =>
  openDB<Schema>(name, 1, {
    upgrade(database) {
      database.createObjectStore('messages', { autoIncrement: true });
      database.createObjectStore('counts');
    },
  });

/** The messages that the relay has not confirmed, in IndexedDB, oldest first. Survives worker and browser. */
export class Outbox {
  readonly #name: string;
  readonly #limit: number;
  #database: Promise<IDBPDatabase<Schema>> | undefined;

  constructor(name = 'outbox', limit = MAX_OUTBOX_TICKS) {
    this.#name = name;
    this.#limit = limit;
  }

  async counts(): Promise<OutboxCounts> {
    const database = await this.#open();
    return (await database.get('counts', 'counts')) ?? NO_COUNTS;
  }

  /**
   * One transaction: adds messages, removes those of `keys`, counts `lost` ticks as given up. Answers the keys of
   * what was added once it is on the disk. Rejects where the browser refuses (disk full, database closed).
   */
  async write(
    added: readonly OutboxMessage[],
    keys: readonly number[] = [],
    lost = 0,
  ): Promise<{ keys: number[]; counts: OutboxCounts }> {
    const database = await this.#open();
    const transaction = database.transaction(['messages', 'counts'], 'readwrite', { durability: 'strict' });
    const messages = transaction.objectStore('messages');
    const counts = transaction.objectStore('counts');
    let { waiting, dropped } = (await counts.get('counts')) ?? NO_COUNTS;
    dropped += lost;

    const removed = await Promise.all(
      [...new Set(keys)].map(async (key) => {
        const message = await messages.get(key);
        await messages.delete(key);
        return message ? weightOf(message) : 0;
      }),
    );
    for (const weight of removed) waiting -= weight;
    const addedKeys = await Promise.all(added.map((message) => messages.add(message)));
    for (const message of added) waiting += weightOf(message);
    let cursor = waiting > this.#limit ? await messages.openCursor() : null;
    while (cursor && waiting > this.#limit) {
      waiting -= weightOf(cursor.value);
      dropped += weightOf(cursor.value);
      await cursor.delete();
      cursor = await cursor.continue();
    }
    await counts.put({ waiting, dropped }, 'counts');
    await transaction.done;
    return { keys: addedKeys, counts: { waiting, dropped } };
  }

  /** The oldest messages with a key above `after`: as many as hold `weight` together, at least one. */
  async read(after: number, weight: number): Promise<StoredMessage[]> {
    const database = await this.#open();
    const found: StoredMessage[] = [];
    let total = 0;
    const { store } = database.transaction('messages');
    for await (const { key, value } of store.iterate(IDBKeyRange.lowerBound(after, true))) {
      total += weightOf(value);
      if (found.length > 0 && total > weight) break;
      found.push({ key, message: value });
    }
    return found;
  }

  async #open(): Promise<IDBPDatabase<Schema>> {
    this.#database ??= open(this.#name);
    try {
      return await this.#database;
    } catch (error) {
      this.#database = undefined;
      throw error;
    }
  }
}
