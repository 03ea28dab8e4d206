import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { MAX_OUTBOX_TICKS } from '../contracts/outbox-limit.ts';
import { ticksIn, weightOf, type OutboxMessage } from './outbox-message.ts';
import { deleteKeys, oldestOf } from './stored-range.ts';

export interface StoredMessage {
  readonly key: number;
  readonly message: OutboxMessage;
}

export interface OutboxCounts {
  /** Ticks (and candles, and claims of a feed) in the outbox. */
  readonly waiting: number;
  /** Ticks given up since the extension was installed. */
  readonly dropped: number;
}

export interface OutboxSchema extends DBSchema {
  messages: { key: number; value: OutboxMessage };
  /** One row, changed by the same transactions as the messages, so that it never has to be counted out. */
  counts: { key: 'counts'; value: OutboxCounts };
}

const NO_COUNTS: OutboxCounts = { waiting: 0, dropped: 0 };

const open = async (name: string): Promise<IDBPDatabase<OutboxSchema>> =>
  openDB<OutboxSchema>(name, 1, {
    upgrade(database) {
      database.createObjectStore('messages', { autoIncrement: true });
      database.createObjectStore('counts');
    },
  });

/** The messages that the relay has not confirmed, in IndexedDB, oldest first. Survives worker and browser. */
export class Outbox {
  readonly #name: string;
  readonly #limit: number;
  #database: Promise<IDBPDatabase<OutboxSchema>> | undefined;

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

    waiting -= await deleteKeys(messages, keys);
    const addedKeys = await Promise.all(added.map((message) => messages.add(message)));
    for (const message of added) waiting += weightOf(message);
    while (waiting > this.#limit) {
      const oldest = await oldestOf(messages, 0, waiting - this.#limit);
      const last = oldest.at(-1);
      if (!last) break;
      await messages.delete(IDBKeyRange.upperBound(last.key));
      for (const { message } of oldest) {
        waiting -= weightOf(message);
        dropped += ticksIn(message);
      }
    }
    await counts.put({ waiting, dropped }, 'counts');
    await transaction.done;
    return { keys: addedKeys, counts: { waiting, dropped } };
  }

  /** The oldest messages with a key above `after`: as many as hold `weight` together, at least one. */
  async read(after: number, weight: number): Promise<StoredMessage[]> {
    const database = await this.#open();
    return oldestOf(database.transaction('messages').store, after, weight);
  }

  async #open(): Promise<IDBPDatabase<OutboxSchema>> {
    this.#database ??= open(this.#name);
    try {
      return await this.#database;
    } catch (error) {
      this.#database = undefined;
      throw error;
    }
  }
}
