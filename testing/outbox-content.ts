import type { Page } from 'playwright-core';
import { milliseconds } from '../shared/units.ts';
import { tickKey } from './ticks.ts';

type StoredTicks = readonly (readonly [pair: string, price: number, timestamp: number])[];

/** The keys of the ticks in the extension's outbox, read on the disk from one of its pages. */
export const outboxTickKeys = async (panel: Page): Promise<ReadonlySet<string>> => {
  const stored = await panel.evaluate(async (): Promise<StoredTicks> => {
    // Opening one that is not there yet would make it, without its stores.
    const databases = await indexedDB.databases();
    if (!databases.some(({ name }) => name === 'outbox')) return [];
    const whenDone = <Result>(request: IDBRequest<Result>): Promise<Result> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('The outbox could not be read.'));
      });
    const database = await whenDone(indexedDB.open('outbox'));
    const messages = database.transaction('messages').objectStore('messages');
    const all = (await whenDone(messages.getAll())) as { type: string; ticks?: StoredTicks }[];
    database.close();
    return all.flatMap(({ ticks }) => ticks ?? []);
  });
  return new Set(
    stored.map(([pair, price, timestamp]) => tickKey({ pair, price, timestamp: milliseconds(timestamp) })),
  );
};
