import { copyFileSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestTickLog, temporaryDataDir } from '../../testing/tick-log.ts';
import { ticksOf } from '../../testing/ticks.ts';
import { markSuspect, openDatabase } from './open-database.ts';

const PAIR = 'EURUSD_otc';
const NOW = new Date('2025-09-03T04:05:06.007Z');
const ASIDE = 'ticks-damaged-2025-09-03T04-05-06-007Z.sqlite';

/** A copy, as a process that has ended leaves it: this one still shares the original's WAL index. */
const closedLog = (count: number): { dataDir: string; file: string } => {
  const original = temporaryDataDir();
  const { append, database } = openTestTickLog(original);
  append(...ticksOf(PAIR, count));
  database.close();
  const dataDir = temporaryDataDir();
  const file = join(dataDir, 'ticks.sqlite');
  copyFileSync(join(original, 'ticks.sqlite'), file);
  return { dataDir, file };
};

test('it is durable: WAL, and a wait for the disk at every commit', () => {
  const { connection } = openTestTickLog();
  expect(connection.prepare('PRAGMA journal_mode').raw().get()).toEqual(['wal']);
  const FULL = 2;
  expect(connection.prepare('PRAGMA synchronous').raw().get()).toEqual([FULL]);
});

test('its files are for this user alone', () => {
  const dataDir = temporaryDataDir();
  openTestTickLog(dataDir).append(...ticksOf(PAIR, 10));
  const files = readdirSync(dataDir);
  expect(files).toEqual(expect.arrayContaining(['ticks.sqlite', 'ticks.sqlite-wal']));
  expect(files.map((file) => statSync(join(dataDir, file)).mode & 0o777)).toEqual(files.map(() => 0o600));
});

test.each([
  ['no database', (file: string) => writeFileSync(file, 'no database '.repeat(1_000))],
  ['cut off', (file: string) => truncateSync(file, statSync(file).size / 2)],
])('a file that is %s is set aside under a dated name, and a new one begun', (_, damage) => {
  const { dataDir, file } = closedLog(1_000);
  damage(file);
  const damaged = readFileSync(file);
  const { connection, notices } = openDatabase(dataDir, NOW);
  connection.close();
  expect(notices).toEqual([expect.stringContaining(join(dataDir, ASIDE))]);
  expect(readFileSync(join(dataDir, ASIDE))).toEqual(damaged);
  expect(openTestTickLog(dataDir).database.counts().kept).toBe(0);
});

test('damage inside is found at the start after it was met', () => {
  const { dataDir, file } = closedLog(20_000);
  const bytes = readFileSync(file);
  bytes.fill(0xff, bytes.length / 4, bytes.length / 2);
  writeFileSync(file, bytes);
  expect(openDatabase(dataDir, NOW).notices).toEqual([]);
  markSuspect(dataDir);
  expect(openDatabase(dataDir, NOW).notices).toEqual([expect.stringContaining(ASIDE)]);
  expect(openDatabase(dataDir, NOW).notices).toEqual([]);
});

test('a sound file under suspicion is kept', () => {
  const { dataDir } = closedLog(100);
  markSuspect(dataDir);
  expect(openTestTickLog(dataDir).database.counts().kept).toBe(100);
});

test('a newer relay’s file is refused and left as it is', () => {
  const dataDir = temporaryDataDir();
  const { connection, database } = openTestTickLog(dataDir);
  connection.exec('PRAGMA user_version = 99');
  database.close();
  expect(() => openDatabase(dataDir, NOW)).toThrow(/written by a newer tick-relay.*TICK_RELAY_DATA_DIR/);
  expect(readdirSync(dataDir)).toContain('ticks.sqlite');
});
