import { expect, test } from 'vitest';
import { timeframeDuration } from '../../shared/timeframe.ts';
import { milliseconds } from '../../shared/units.ts';
import { openTestTickLog, temporaryDataDir, type TestTickLog } from '../../testing/tick-log.ts';
import { START, tickAt, ticksOf } from '../../testing/ticks.ts';
import { PRUNE_START, type PrunePlace } from './tick-pruner.ts';

const PAIR = 'EURUSD_otc';

const prune = ({ database }: TestTickLog, before: number, onlyArchived: boolean): number => {
  let removed = 0;
  let place: PrunePlace | undefined = PRUNE_START;
  while (place) {
    const chunk = database.pruneChunk(place, milliseconds(before), onlyArchived);
    removed += chunk.removed;
    place = chunk.next;
  }
  return removed;
};

test('what waits comes in the log’s order, and the cursor survives a reopening', () => {
  const dataDir = temporaryDataDir();
  const first = openTestTickLog(dataDir);
  first.append(tickAt(PAIR, 5_000, 1.5), tickAt('#AAPL_otc', 1_000, 230.5));
  first.append(tickAt(PAIR, 1_000, 1.4));
  const waiting = first.database.waiting(10);
  expect(waiting.map(({ pair, price, timestamp }) => [pair, price, timestamp - START])).toEqual([
    [PAIR, 1.5, 5_000],
    ['#AAPL_otc', 230.5, 1_000],
    [PAIR, 1.4, 1_000],
  ]);
  const [, second] = waiting;
  first.database.archivedUpTo(second?.row ?? 0);
  first.database.close();

  const { database } = openTestTickLog(dataDir);
  expect(database.waiting(10).map(({ price }) => price)).toEqual([1.4]);
  expect(database.counts()).toEqual({ kept: 3, archived: 2, waiting: 1, deadLettered: 0 });
});

test('the cursor never moves back', () => {
  const { database, append } = openTestTickLog();
  append(...ticksOf(PAIR, 10));
  const rows = database.waiting(10).map(({ row }) => row);
  database.archivedUpTo(rows[7] ?? 0);
  database.archivedUpTo(rows[3] ?? 0);
  expect(database.waiting(10)).toHaveLength(2);
  expect(database.counts()).toMatchObject({ archived: 8, waiting: 2 });
});

test('a dead letter waits no more and counts as nothing else', () => {
  const { database, append, connection } = openTestTickLog();
  append(...ticksOf(PAIR, 5));
  const [, bad, ...rest] = database.waiting(10);
  if (!bad) throw new Error('Nothing waits.');
  database.deadLetter(bad, 'value too long');
  database.deadLetter(bad, 'value too long');
  expect(database.waiting(10).map(({ row }) => row)).not.toContain(bad.row);
  expect(database.counts()).toEqual({ kept: 5, archived: 0, waiting: 4, deadLettered: 1 });
  database.archivedUpTo(rest.at(-1)?.row ?? 0);
  expect(database.counts()).toEqual({ kept: 5, archived: 4, waiting: 0, deadLettered: 1 });
  expect(connection.prepare('SELECT pair, price, reason FROM dead_letters').raw().all()).toEqual([
    [PAIR, bad.price, 'value too long'],
  ]);
});

test('pruning keeps the unarchived, what is younger, and every 1-minute candle', () => {
  const log = openTestTickLog();
  const minute = timeframeDuration('1m');
  log.append(...ticksOf(PAIR, 6_000, 1_000), ...ticksOf('#AAPL_otc', 100, 1_000));
  const candles = log.candles(PAIR, '1m');
  const archived = log.database.waiting(10_000)[4_999]?.row ?? 0;
  log.database.archivedUpTo(archived);

  const whileYoung = START + 70 * minute + 30_000;
  expect(prune(log, whileYoung, true)).toBe(70 * 60);
  expect(log.allTicks(PAIR)[0]?.timestamp).toBe(START + 70 * minute);
  expect(prune(log, START + 1_000 * minute, true)).toBe(5_000 - 70 * 60);
  expect(log.allTicks(PAIR)).toHaveLength(1_000);
  expect(log.allTicks('#AAPL_otc')).toHaveLength(100);
  expect(log.database.counts()).toMatchObject({ kept: 6_100, waiting: 1_100, archived: 5_000 });
  expect(log.database.waiting(2_000)).toHaveLength(1_100);
  expect(log.candles(PAIR, '1m')).toEqual(candles);
});

test('without an archive pruning removes by age alone, and later rows still get new numbers', () => {
  const log = openTestTickLog();
  log.append(...ticksOf(PAIR, 100, 1_000));
  const highest = log.database.waiting(100).at(-1)?.row ?? 0;
  expect(prune(log, START + timeframeDuration('1h'), false)).toBe(100);
  expect(log.database.counts()).toEqual({ kept: 0, waiting: 0, archived: 0, deadLettered: 0 });
  log.append(tickAt(PAIR, timeframeDuration('4h'), 1.5));
  expect(log.database.waiting(10)[0]?.row).toBeGreaterThan(highest);
});

test('what is known of pairs: asset, newest tick and the day’s open', () => {
  const { database, append } = openTestTickLog();
  const day: number = timeframeDuration('1d');
  append(
    tickAt(PAIR, -1_000, 1.1),
    tickAt(PAIR, 61_000, 1.4),
    tickAt(PAIR, 1_000, 1.2),
    tickAt(PAIR, 61_000, 1.3),
    tickAt('OLD', -day, 2),
  );
  const asset = { pair: PAIR, label: 'EUR/USD OTC', digits: 5, kind: 'currency', payout: 92, open: true };
  database.saveAssets([
    { ...asset, open: false },
    { pair: '#AAPL_otc', label: 'Apple OTC', digits: 2, kind: 'stock' },
  ]);
  database.saveAssets([asset]);
  expect(database.pairs(milliseconds(START + 3_600_000))).toEqual([
    {
      pair: '#AAPL_otc',
      asset: {
        pair: '#AAPL_otc',
        label: 'Apple OTC',
        digits: 2,
        kind: 'stock',
        payout: undefined,
        open: undefined,
      },
      newest: undefined,
      dayOpen: undefined,
    },
    { pair: PAIR, asset, newest: { price: 1.4, timestamp: START + 61_000 }, dayOpen: 1.2 },
    { pair: 'OLD', asset: undefined, newest: { price: 2, timestamp: START - day }, dayOpen: undefined },
  ]);
});
