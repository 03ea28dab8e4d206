import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockDataDir } from '../tick-log/data-dir-lock.ts';
import { purgeData } from './purge-data.ts';

let folder: string;
let dataDir: string;
let logFile: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tick-relay-purge-'));
  dataDir = path.join(folder, 'data');
  logFile = path.join(folder, 'log', 'relay.log');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** As a relay that was killed leaves it, after damage to its log. */
const LEFT = [
  ...['ticks.sqlite', 'ticks.sqlite-wal', 'ticks.sqlite-shm', 'ticks.suspect', 'relay.lock', 'relay.json'],
  ...[
    'owner-token',
    'paired.json',
    'browsers.json',
    'relay.json.new',
    'ticks-damaged-2026-01-05T12-30-45-123Z.sqlite-wal',
  ],
];

test('nothing that a relay has written is left, and its folders go', () => {
  mkdirSync(dataDir);
  mkdirSync(path.dirname(logFile));
  for (const name of [logFile, `${logFile}.1`, `${logFile}.output`]) writeFileSync(name, 'x');
  // SQLite takes no text for the file of its lock.
  for (const name of LEFT) writeFileSync(path.join(dataDir, name), name === 'relay.lock' ? '' : 'x');
  expect(purgeData(dataDir, logFile)).toHaveLength(LEFT.length + 3);
  expect(readdirSync(folder)).toEqual([]);
});

test('what others put there stays', () => {
  mkdirSync(dataDir);
  for (const name of ['ticks.sqlite', 'ticks.csv', 'notes.txt']) writeFileSync(path.join(dataDir, name), 'x');
  purgeData(dataDir, logFile);
  expect(readdirSync(dataDir).sort()).toEqual(['notes.txt', 'ticks.csv']);
});

test('a data directory that a relay uses is not touched', () => {
  mkdirSync(dataDir);
  writeFileSync(path.join(dataDir, 'owner-token'), 'x');
  const unlock = lockDataDir(dataDir);
  expect(() => purgeData(dataDir, logFile)).toThrow(/Another relay uses/);
  unlock();
  expect(existsSync(path.join(dataDir, 'owner-token'))).toBe(true);
});
