import { expect, test } from 'vitest';
import { readPairCounts } from '../../testing/pair-counts.ts';
import { openTestTickLog, type TestTickLog } from '../../testing/tick-log.ts';
import { tickAt, ticksOf } from '../../testing/ticks.ts';
import type { WaitingTick } from './tick-log.ts';

const [PAIR, OTHER] = ['EURUSD_otc', '#AAPL_otc'];

/** Eight ticks, of which three are dead letters (two of `PAIR`), four archived and one waits. */
const openWithLetters = (): TestTickLog & { dead: WaitingTick[] } => {
  const log = openTestTickLog();
  log.append(...ticksOf(PAIR, 5), ...ticksOf(OTHER, 2), tickAt(PAIR, 60_000, 2));
  const waiting = log.database.waiting(10);
  const dead = waiting.filter((_, index) => index === 1 || index === 3 || index === 5);
  for (const tick of dead) log.database.deadLetter(tick, 'value too long');
  log.database.archivedUpTo(waiting.at(-2)?.row ?? 0);
  expect(log.database.counts()).toEqual({ kept: 8, archived: 4, waiting: 1, deadLettered: 3 });
  return { ...log, dead };
};

test('the list tells tick and reason, page by page, of one pair or all', () => {
  const { database, dead } = openWithLetters();
  const letters = dead.map((tick) => ({ ...tick, reason: 'value too long' }));
  expect(database.deadLetters({ limit: 10 })).toEqual(letters);
  expect(database.deadLetters({ limit: 2, after: letters[0]?.row })).toEqual(letters.slice(1));
  expect(database.deadLetters({ limit: 10, pair: OTHER })).toEqual(letters.slice(2));
});

test('what is tried again waits once more, beyond the cursor, and its candles do not change', () => {
  const { database, candles, allTicks, dead } = openWithLetters();
  const before = { candles: candles(PAIR, '1m'), ticks: allTicks(PAIR) };
  const newest = database.newestDeadLetter();
  const highest = database.waiting(10).at(-1)?.row ?? 0;
  expect(database.retryDeadLetters(PAIR, 0, newest)).toEqual({ settled: 2, next: undefined });
  expect(database.counts()).toEqual({ kept: 8, archived: 4, waiting: 3, deadLettered: 1 });
  const waiting = database.waiting(10).slice(1);
  expect(waiting.map(({ price, timestamp }) => [price, timestamp])).toEqual(
    dead.slice(0, 2).map(({ price, timestamp }) => [price, timestamp]),
  );
  expect(Math.min(...waiting.map(({ row }) => row))).toBeGreaterThan(highest);
  expect({ candles: candles(PAIR, '1m'), ticks: allTicks(PAIR) }).toEqual(before);
  database.archivedUpTo(waiting.at(-1)?.row ?? 0);
  expect(database.counts()).toEqual({ kept: 8, archived: 7, waiting: 0, deadLettered: 1 });
});

test('what is set aside while others are tried again is left for the next time', () => {
  const { database } = openWithLetters();
  const upTo = database.newestDeadLetter();
  const [last] = database.waiting(1);
  if (last) database.deadLetter(last, 'value too long');
  expect(database.retryDeadLetters(undefined, 0, upTo).settled).toBe(3);
  expect(database.counts()).toMatchObject({ waiting: 3, deadLettered: 1 });
});

test('what is dropped leaves the log and counts as removed', () => {
  const { database, connection, allTicks } = openWithLetters();
  expect(database.dropDeadLetters(PAIR, 0, database.newestDeadLetter()).settled).toBe(2);
  expect(database.counts()).toEqual({ kept: 6, archived: 4, waiting: 1, deadLettered: 1 });
  expect(readPairCounts(connection)).toMatchObject({ [PAIR]: { removed: 2 }, [OTHER]: { removed: 0 } });
  expect(allTicks(PAIR)).toHaveLength(4);
  expect(database.deadLetters({ limit: 10 })).toHaveLength(1);
});
