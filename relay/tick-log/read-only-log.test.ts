import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TIMEFRAMES, timeframeDuration } from '../../shared/timeframe.ts';
import { milliseconds } from '../../shared/units.ts';
import { candleAt, openTestTickLog, temporaryDataDir } from '../../testing/tick-log.ts';
import { START, tickAt, ticksOf } from '../../testing/ticks.ts';
import { ReadOnlyLog } from './read-only-log.ts';

const [PAIR, OTHER] = ['EURUSD_otc', '#AAPL_otc'];
const ALL = { from: milliseconds(0), to: milliseconds(Number.MAX_SAFE_INTEGER) };
const YEAR_MS = 366 * 86_400_000;

test('reads every tick once while the log is written, also many of one millisecond', () => {
  const dataDir = temporaryDataDir();
  const log = openTestTickLog(dataDir);
  const moment = Array.from({ length: 2_500 }, (_, index) => tickAt(PAIR, 70_000, 1 + index / 1e4));
  const ticks = [...ticksOf(PAIR, 130), ...moment, ...ticksOf(PAIR, 2_000, 500, 200)];
  log.append(...ticks, ...ticksOf(OTHER, 5));
  const reader = new ReadOnlyLog(dataDir);
  expect(reader.pairs).toEqual([OTHER, PAIR]);
  const read: (readonly [number, number])[] = [];
  for (const page of reader.ticks(PAIR, ALL)) {
    read.push(...page);
    log.append(tickAt(OTHER, read.length, 3));
  }
  expect(read).toEqual(log.allTicks(PAIR).map(({ timestamp, price }) => [timestamp, price]));
  expect(read).toHaveLength(ticks.length);
  const half = { from: milliseconds(START + 500), to: milliseconds(START + 1_500) };
  expect([...reader.ticks(PAIR, half)].flat()).toEqual([
    [START + 500, 1.0001],
    [START + 1_000, 1.0002],
  ]);
  expect(reader.ends(PAIR, half)).toEqual({ first: START + 500, last: START + 1_000 });
  expect(reader.ends('GBPUSD_otc', half)).toBeUndefined();
  expect(reader.ends(PAIR, { from: milliseconds(1), to: milliseconds(2) })).toBeUndefined();
  reader.close();
});

test('candles read forwards are those that are read from the end, in every timeframe', () => {
  const dataDir = temporaryDataDir();
  const log = openTestTickLog(dataDir);
  log.append(...ticksOf(PAIR, 1_500, 1_700), ...ticksOf(PAIR, 300, 47_000, 500));
  // Far away, so that the quiet years between have to be passed over.
  log.append(tickAt(PAIR, -3 * YEAR_MS, 2));
  const broker = [candleAt(START, [-7_200, 1, 1.3, 0.9, 1.1]), candleAt(START, [60, 1, 1.5, 0.5, 1.1])];
  log.database.appendBrokerCandles(PAIR, timeframeDuration('1m'), broker);
  const reader = new ReadOnlyLog(dataDir);
  for (const timeframe of TIMEFRAMES) {
    const whole = log.database.candles({ pair: PAIR, timeframe, limit: 1_000_000 }).candles;
    expect([...reader.candles(PAIR, timeframe, ALL)].flat()).toEqual(whole);
    const from = milliseconds(START + 61_000);
    const to = milliseconds(START + 4_000_000);
    expect([...reader.candles(PAIR, timeframe, { from, to })].flat()).toEqual(
      whole.filter(({ time }) => time >= from && time < to),
    );
  }
  reader.close();
});

test('changes nothing, and says in a sentence where there is nothing to read', () => {
  const dataDir = temporaryDataDir();
  expect(() => new ReadOnlyLog(dataDir)).toThrow(/^There is no tick log in the data directory .*--data-dir/);
  writeFileSync(join(dataDir, 'ticks.sqlite'), '');
  expect(() => new ReadOnlyLog(dataDir)).toThrow(/ is empty: start the relay on it once\.$/);
  const newer = temporaryDataDir();
  const { connection } = openTestTickLog(newer);
  connection.exec('PRAGMA user_version = 99');
  expect(() => new ReadOnlyLog(newer)).toThrow(/was written by a newer tick-relay/);
});
