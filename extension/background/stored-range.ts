import type { IDBPObjectStore, StoreNames } from 'idb';
import type { OutboxSchema, StoredMessage } from './outbox.ts';
import { weightOf } from './outbox-message.ts';

type Messages<Mode extends IDBTransactionMode> = IDBPObjectStore<
  OutboxSchema,
  StoreNames<OutboxSchema>[],
  'messages',
  Mode
>;

/** A message from the feed holds a tick or two, one of a history hundreds: so many are asked for at once. */
const MAX_MESSAGES_PER_REQUEST = 500;

/** How many messages of the usual weight hold `weight` together. */
const countFor = (weight: number, found: readonly StoredMessage[], total: number): number =>
  found.length === 0
    ? 1
    : Math.min(MAX_MESSAGES_PER_REQUEST, Math.max(1, Math.ceil((weight * found.length) / total)));

/**
 * The oldest messages with a key above `after`: as many as hold `weight` together, at least one. Asks for many at once:
 * a cursor's step takes as long as the reading of hundreds.
 */
export const oldestOf = async (
  messages: Messages<IDBTransactionMode>,
  after: number,
  weight: number,
): Promise<StoredMessage[]> => {
  const found: StoredMessage[] = [];
  let total = 0;
  for (let last = after; ;) {
    const range = IDBKeyRange.lowerBound(last, true);
    const count = countFor(weight - total, found, total);
    const [keys, values] = await Promise.all([
      messages.getAllKeys(range, count),
      messages.getAll(range, count),
    ]);
    for (const [index, key] of keys.entries()) {
      const message = values[index];
      if (!message) return found;
      total += weightOf(message);
      if (found.length > 0 && total > weight) return found;
      found.push({ key, message });
      last = key;
    }
    if (keys.length < count || total >= weight) return found;
  }
};

/** Runs of keys that follow each other without a gap, as `[first, last]`. */
export const runsOf = (keys: readonly number[]): (readonly [first: number, last: number])[] => {
  const runs: [number, number][] = [];
  for (const key of [...new Set(keys)].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run?.[1] === key - 1) run[1] = key;
    else runs.push([key, key]);
  }
  return runs;
};

/** Deletes what is there of these keys, a run at a time; answers what it weighed. */
export const deleteKeys = async (
  messages: Messages<'readwrite'>,
  keys: readonly number[],
): Promise<number> => {
  const weights = await Promise.all(
    runsOf(keys).map(async ([first, last]) => {
      const range = IDBKeyRange.bound(first, last);
      const [found] = await Promise.all([messages.getAll(range), messages.delete(range)]);
      return found.reduce((sum, message) => sum + weightOf(message), 0);
    }),
  );
  return weights.reduce((sum, weight) => sum + weight, 0);
};
