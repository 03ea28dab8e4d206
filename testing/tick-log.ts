import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Candle } from '../shared/candle.ts';
import type { Pair } from '../shared/pair.ts';
import type { Tick } from '../shared/tick.ts';
import type { Timeframe } from '../shared/timeframe.ts';
import { milliseconds } from '../shared/units.ts';
import { openDatabase } from '../relay/tick-log/open-database.ts';
import { packTicks } from '../relay/tick-log/packed-ticks.ts';
import type { Connection } from '../relay/tick-log/sqlite.ts';
import { TickLogDatabase } from '../relay/tick-log/tick-log-database.ts';

/** A data directory that goes when the test ends. */
export const temporaryDataDir = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'tick-relay-log-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

export interface TestTickLog {
  readonly database: TickLogDatabase;
  readonly connection: Connection;
  readonly append: (...ticks: Tick[]) => void;
  /** The newest 200. */
  readonly candles: (pair: Pair, timeframe: Timeframe) => readonly Candle[];
  readonly allTicks: (pair: Pair) => Tick[];
}

/** The tick log's synchronous core over a real file. */
export const openTestTickLog = (dataDir = temporaryDataDir()): TestTickLog => {
  const { connection } = openDatabase(dataDir, new Date());
  const database = new TickLogDatabase(connection);
  onTestFinished(() => {
    if (connection.open) connection.close();
  });
  return {
    database,
    connection,
    append: (...ticks) => void database.append([packTicks(ticks)]),
    candles: (pair, timeframe) => database.candles({ pair, timeframe, limit: 200 }).candles,
    allTicks: (pair) => database.ticks({ pair, limit: 1_000_000 }),
  };
};

/** `[offset from `START` in seconds, open, high, low, close]`, of the broker or ours without ticks. */
export const candleAt = (
  start: number,
  [offset, open, high, low, close]: readonly [number, number, number, number, number],
  ticks = 0,
): Candle => ({ time: milliseconds(start + offset * 1_000), open, high, low, close, ticks });
