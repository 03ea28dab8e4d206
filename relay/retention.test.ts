import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { milliseconds } from '../shared/units.ts';
import { startRetention } from './retention.ts';
import { openTickLog } from './tick-log/open-tick-log.ts';
import type { TickLog } from './tick-log/tick-log.ts';

const DAY_MS = 86_400_000;
const PAIR = 'EURUSD_otc';
const NOW = Date.now();

let folder: string;
let log: TickLog;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tick-relay-retention-'));
  log = await openTickLog(folder);
  await log.append(
    [3, 1].map((days) => ({ pair: PAIR, price: 1, timestamp: milliseconds(NOW - days * DAY_MS) })),
  );
});
afterEach(async () => {
  vi.useRealTimers();
  await log.close();
  rmSync(folder, { recursive: true });
});

/** Lets the first pruning come, which users wait a minute for. */
const prune = (days: number, onlyArchived: boolean): void => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] });
  const stop = startRetention({
    log,
    logger: pino({ level: 'silent' }),
    rule: () => ({ days, onlyArchived }),
  });
  vi.advanceTimersByTime(60_000);
  stop();
  vi.useRealTimers();
};

const kept = async (): Promise<number> => (await log.ticks({ pair: PAIR, limit: 10 })).length;

test('ticks older than the days leave the log, younger ones stay', async () => {
  prune(2, false);
  await expect.poll(kept).toBe(1);
});

test('with an archive those that it does not have yet stay', async () => {
  prune(2, true);
  prune(1, true);
  // The log answers in the order of the questions, so the pruning has had its turn.
  expect(await kept()).toBe(2);
  const waiting = await log.waiting(10);
  await log.archivedUpTo(waiting.at(-1)?.row ?? 0);
  prune(2, true);
  await expect.poll(kept).toBe(1);
});
