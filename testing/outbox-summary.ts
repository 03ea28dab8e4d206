import type { Page } from 'playwright-core';

export interface OutboxSummary {
  /** Ticks that are there, told apart by their timestamps, and the least and the greatest of these. */
  readonly ticks: number;
  readonly oldest: number;
  readonly newest: number;
  /** The outbox's own counts. */
  readonly waiting: number;
  readonly dropped: number;
}

/** Reads the extension's outbox on the disk from one of its pages; `counts` leaves the messages alone. */
export const summarizeOutbox = (panel: Page, what: 'counts' | 'messages'): Promise<OutboxSummary> =>
  panel.evaluate(async (what) => {
    const whenDone = <Result>(request: IDBRequest<Result>): Promise<Result> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('The outbox could not be read.'));
      });
    const database = await whenDone(indexedDB.open('outbox'));
    const read = (store: string) => database.transaction(store).objectStore(store);
    const counts = (await whenDone(read('counts').get('counts'))) as
      { waiting: number; dropped: number } | undefined;
    const stamps = new Set<number>();
    for (let last = 0; what === 'messages';) {
      const messages = read('messages');
      const range = IDBKeyRange.lowerBound(last, true);
      const [keys, values] = await Promise.all([
        whenDone(messages.getAllKeys(range, 500)),
        whenDone(messages.getAll(range, 500)) as Promise<{ ticks?: [string, number, number][] }[]>,
      ]);
      for (const { ticks = [] } of values) for (const [, , stamp] of ticks) stamps.add(stamp);
      if (keys.length === 0) break;
      last = Number(keys.at(-1));
    }
    database.close();
    let [oldest, newest] = [Infinity, -Infinity];
    for (const stamp of stamps) [oldest, newest] = [Math.min(oldest, stamp), Math.max(newest, stamp)];
    return { ticks: stamps.size, oldest, newest, waiting: 0, dropped: 0, ...counts };
  }, what);

/** Fills the outbox as a relay's absence would: `count` ticks of `pairs` in turn, a millisecond apart from `first` on. */
export const fillOutbox = (
  panel: Page,
  filling: { readonly count: number; readonly first: number; readonly pairs: readonly string[] },
): Promise<void> =>
  panel.evaluate(async ({ count, first, pairs }) => {
    const PER_MESSAGE = 500;
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('outbox');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error('The outbox could not be opened.'));
    });
    await new Promise<void>((resolve, reject) => {
      const transaction = database.transaction(['messages', 'counts'], 'readwrite');
      transaction.oncomplete = () => resolve();
      transaction.onerror = () => reject(new Error('The outbox could not be filled.'));
      const messages = transaction.objectStore('messages');
      for (let from = 0; from < count; from += PER_MESSAGE) {
        const ticks = Array.from({ length: Math.min(PER_MESSAGE, count - from) }, (_, place) => {
          const index = from + place;
          return [pairs[index % pairs.length], 1 + (index % 1_000) / 1_000, first + index, first + index];
        });
        messages.add({ type: 'ticks', ticks });
      }
      const counts = transaction.objectStore('counts');
      const before = counts.get('counts') as IDBRequest<{ waiting: number; dropped: number } | undefined>;
      // What the page has claimed since the relay went is there already.
      before.onsuccess = () => {
        const { waiting, dropped } = before.result ?? { waiting: 0, dropped: 0 };
        counts.put({ waiting: waiting + count, dropped }, 'counts');
      };
    });
    database.close();
  }, filling);
