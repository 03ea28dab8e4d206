import fc from 'fast-check';
import { expect, test } from 'vitest';
import { milliseconds } from '../../shared/units.ts';
import { readPairCounts } from '../../testing/pair-counts.ts';
import { openTestTickLog } from '../../testing/tick-log.ts';
import { START, ticksOf } from '../../testing/ticks.ts';
import { packTicks } from './packed-ticks.ts';
import { PRUNE_START } from './tick-pruner.ts';

const [PAIR, OTHER] = ['EURUSD_otc', '#AAPL_otc'];
const NOTHING = { received: 0, duplicate: 0, refused: 0, pruned: 0, removed: 0 };

test('a commit counts what it received by pair, repeated and refused apart', () => {
  const { database, connection } = openTestTickLog();
  database.append([
    packTicks([...ticksOf(PAIR, 100), ...ticksOf(OTHER, 10)]),
    packTicks([...ticksOf(PAIR, 30), ...ticksOf(OTHER, 15)], new Map([[PAIR, 2]])),
  ]);
  database.append([packTicks(ticksOf(PAIR, 100))]);
  expect(readPairCounts(connection)).toEqual({
    [PAIR]: { ...NOTHING, received: 232, duplicate: 130, refused: 2 },
    [OTHER]: { ...NOTHING, received: 25, duplicate: 10 },
    '': NOTHING,
  });
});

test('a batch that is wholly refused is counted too, and what names no known pair under none', () => {
  const { database, connection } = openTestTickLog();
  const refused = new Map<string | undefined, number>([
    [PAIR, 3],
    ['MADE_UP', 4],
    [undefined, 5],
  ]);
  database.append([packTicks(ticksOf(PAIR, 1))]);
  expect(database.append([packTicks([], refused)])).toEqual([{ inserted: 0, duplicates: 0 }]);
  expect(readPairCounts(connection)).toEqual({
    [PAIR]: { ...NOTHING, received: 4, refused: 3 },
    '': { ...NOTHING, received: 9, refused: 9 },
  });
  expect(connection.prepare('SELECT count(*) FROM pairs').raw().get()).toEqual([1]);
});

test('a commit that fails counts nothing', () => {
  const { database, connection } = openTestTickLog();
  database.append([packTicks(ticksOf(PAIR, 10))]);
  const [pages] = connection.prepare('PRAGMA page_count').raw().get() as [number];
  connection.exec(`PRAGMA max_page_count = ${pages}`);
  expect(() => database.append([packTicks(ticksOf(PAIR, 9_000), new Map([[PAIR, 1]]))])).toThrow();
  expect(readPairCounts(connection)).toEqual({ [PAIR]: { ...NOTHING, received: 10 }, '': NOTHING });
});

test('received = rows + duplicate + refused, whatever comes and however it is split', () => {
  const offset = fc.integer({ min: 0, max: 60 });
  const batch = fc.record({ pair: fc.constantFrom(PAIR, OTHER), offsets: fc.array(offset), bad: fc.nat(3) });
  fc.assert(
    fc.property(fc.array(fc.array(batch, { maxLength: 4 }), { maxLength: 6 }), (commits) => {
      const { database, connection, allTicks } = openTestTickLog();
      for (const commit of commits) {
        database.append(
          commit.map(({ pair, offsets, bad }) =>
            packTicks(
              offsets.map((at) => ({ pair, price: 1, timestamp: milliseconds(START + at * 1_000) })),
              new Map(bad > 0 ? [[pair, bad]] : []),
            ),
          ),
        );
      }
      const sent = commits.flat();
      const received = sent.reduce((sum, { offsets, bad }) => sum + offsets.length + bad, 0);
      const counts = Object.values(readPairCounts(connection));
      const sum = (name: string): number => counts.reduce((total, each) => total + (each[name] ?? 0), 0);
      expect(sum('received')).toBe(received);
      const rows = allTicks(PAIR).length + allTicks(OTHER).length;
      expect(rows + sum('duplicate') + sum('refused')).toBe(received);
    }),
    { numRuns: 40 },
  );
});

test('pruning counts the archived and the unarchived apart, and leaves dead letters where they are', () => {
  const { database, connection, append, allTicks } = openTestTickLog();
  append(...ticksOf(PAIR, 10));
  const waiting = database.waiting(10);
  const [, , dead, , last, late] = waiting;
  if (!dead || !last || !late) throw new Error('Nothing waits.');
  database.deadLetter(dead, 'value too long');
  database.archivedUpTo(last.row);
  database.deadLetter(late, 'value too long');

  database.pruneChunk(PRUNE_START, milliseconds(START + 3_600_000), true);
  const place = { ...PRUNE_START, pairId: 1 };
  expect(database.pruneChunk(place, milliseconds(START + 3_600_000), true).removed).toBe(4);
  expect(database.counts()).toEqual({ kept: 10, archived: 4, waiting: 4, deadLettered: 2 });
  expect(database.pruneChunk(place, milliseconds(START + 3_600_000), false).removed).toBe(4);
  expect(database.counts()).toEqual({ kept: 6, archived: 4, waiting: 0, deadLettered: 2 });
  expect(readPairCounts(connection)).toEqual({
    [PAIR]: { ...NOTHING, received: 10, pruned: 4, removed: 4 },
    '': NOTHING,
  });
  expect(allTicks(PAIR).map(({ timestamp }) => timestamp)).toEqual([dead.timestamp, late.timestamp]);
});
