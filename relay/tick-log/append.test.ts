import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closedCandlesOf } from '../../testing/closed-candles.ts';
import type { Tick } from '../../shared/tick.ts';
import { timeframeDuration, TIMEFRAMES } from '../../shared/timeframe.ts';
import { milliseconds } from '../../shared/units.ts';
import { RECORDED_HISTORIES, recordedRows, recordingsPresent } from '../../testing/recordings.ts';
import { openTestTickLog } from '../../testing/tick-log.ts';
import { START, tickAt, ticksOf } from '../../testing/ticks.ts';
import { packTicks } from './packed-ticks.ts';

const keyOf = ({ pair, timestamp, price }: Tick): string => `${pair} ${timestamp} ${price}`;
const byTime = (a: Tick, b: Tick): number => a.timestamp - b.timestamp || a.price - b.price;

const tick = fc.record({
  pair: fc.constantFrom('EURUSD_otc', '#AAPL_otc'),
  // Few values on purpose, so that repetitions and equal milliseconds are common.
  timestamp: fc.integer({ min: 0, max: 400 }).map((step) => milliseconds(START + step * 700)),
  price: fc.integer({ min: 1, max: 9 }).map((step) => step / 10),
});
/** Batches of one commit, of which each can come twice. */
const commits = fc.array(fc.array(fc.array(tick, { maxLength: 130 }), { maxLength: 3 }), { maxLength: 6 });

test('any order, split and repetition give the same ticks and the same candles', () => {
  fc.assert(
    fc.property(commits, (groups) => {
      const { database, allTicks, candles } = openTestTickLog();
      const sent = [...groups, ...groups.slice(0, 2)];
      const results = sent.flatMap((group) => database.append(group.map((batch) => packTicks(batch))));

      const unique = [...new Map(groups.flat(2).map((each) => [keyOf(each), each])).values()].sort(byTime);
      expect(results.map(({ inserted, duplicates }) => inserted + duplicates)).toEqual(
        sent.flat().map((batch) => batch.length),
      );
      expect(results.reduce((sum, { inserted }) => sum + inserted, 0)).toBe(unique.length);
      expect(database.counts().kept).toBe(unique.length);
      for (const pair of ['EURUSD_otc', '#AAPL_otc']) {
        const ours = unique.filter((each) => each.pair === pair);
        expect(allTicks(pair)).toEqual(ours);
        for (const timeframe of TIMEFRAMES) {
          const expected = closedCandlesOf(ours, timeframeDuration(timeframe)).slice(-200);
          expect(candles(pair, timeframe)).toEqual(expected);
        }
      }
    }),
    { numRuns: 40 },
  );
});

test('a price comes back as the same double, whatever its digits', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          // Decimals that SQLite's own reading of numbers gets wrong now and then.
          fc.integer({ min: 1, max: 3_000_000 }).map((price) => price / 100_000),
          fc.double({ min: Number.MIN_VALUE, noNaN: true, noDefaultInfinity: true }),
          fc.constant(1.95887),
        ),
        { minLength: 1, maxLength: 300 },
      ),
      (prices) => {
        const { append, allTicks } = openTestTickLog();
        append(...prices.map((price, index) => tickAt('EURUSD_otc', index, price)));
        expect(allTicks('EURUSD_otc').map(({ price }) => price)).toEqual(prices);
      },
    ),
    { numRuns: 30 },
  );
});

test('each batch of a commit has its own result', () => {
  const { database } = openTestTickLog();
  const [a, b] = [ticksOf('EURUSD_otc', 250), ticksOf('EURUSD_otc', 260)];
  expect(database.append([packTicks(a), packTicks(b), packTicks([])])).toEqual([
    { inserted: 250, duplicates: 0 },
    { inserted: 10, duplicates: 250 },
    { inserted: 0, duplicates: 0 },
  ]);
});

test('a commit that fails keeps nothing of it, and the log goes on', () => {
  const { database, connection, allTicks } = openTestTickLog();
  database.append([packTicks(ticksOf('EURUSD_otc', 10))]);
  const [pages] = connection.prepare('PRAGMA page_count').raw().get() as [number];
  connection.exec(`PRAGMA max_page_count = ${pages}`);
  const many = packTicks([...ticksOf('EURUSD_otc', 5_000), ...ticksOf('GBPUSD_otc', 5_000)]);
  expect(() => database.append([many])).toThrow(expect.objectContaining({ code: 'SQLITE_FULL' }));
  expect(allTicks('EURUSD_otc')).toHaveLength(10);
  expect(database.counts().kept).toBe(10);

  connection.exec('PRAGMA max_page_count = 1000000');
  expect(database.append([many])).toEqual([{ inserted: 9_990, duplicates: 10 }]);
  expect(allTicks('GBPUSD_otc')).toHaveLength(5_000);
});

test('a page of ticks begins at from, ends before to, and is ascending', () => {
  const { database, append } = openTestTickLog();
  append(...ticksOf('EURUSD_otc', 100).reverse());
  const query = { pair: 'EURUSD_otc', from: milliseconds(START + 5_000), to: milliseconds(START + 20_000) };
  expect(database.ticks({ ...query, limit: 1_000 }).map(({ timestamp }) => timestamp - START)).toEqual(
    Array.from({ length: 30 }, (_, index) => 5_000 + index * 500),
  );
  expect(database.ticks({ ...query, limit: 2 })).toHaveLength(2);
  expect(database.ticks({ pair: 'UNKNOWN', limit: 2 })).toEqual([]);
});

const BROKER_OFFSET_SECONDS = 7_200;

test.runIf(recordingsPresent()).each(RECORDED_HISTORIES)(
  'the full minutes of %s equal the broker’s own candles',
  (name) => {
    const { append, candles } = openTestTickLog();
    const ticks = recordedRows(`${name}_ticks`).map(([pair = '', seconds, price]) => ({
      pair,
      price: Number(price),
      timestamp: milliseconds(Math.round((Number(seconds) - BROKER_OFFSET_SECONDS) * 1_000)),
    }));
    append(...ticks);
    const [first, last] = [ticks[0], ticks.at(-1)];
    if (!first || !last) throw new Error('The recording has no ticks.');

    const minute = timeframeDuration('1m');
    const broker = recordedRows(`${name}_candles60`)
      .map((row) => row.map(Number))
      .map(([time = 0, open, close, high, low]) => ({
        time: (time - BROKER_OFFSET_SECONDS) * 1_000,
        open,
        high,
        low,
        close,
      }))
      .filter(({ time }) => time >= first.timestamp && time + minute <= last.timestamp)
      .sort((a, b) => a.time - b.time);
    const full = new Set<number>(broker.map(({ time }) => time));
    const ours = candles(first.pair, '1m').filter(({ time }) => full.has(time));
    expect(broker.length).toBeGreaterThan(4);
    expect(ours).toEqual(broker.map((candle) => ({ ...candle, ticks: expect.any(Number) as number })));
  },
);
