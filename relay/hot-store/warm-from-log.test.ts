import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tickAt, ticksOf } from '../../testing/ticks.ts';
import { milliseconds } from '../../shared/units.ts';
import { openTickLog } from '../tick-log/open-tick-log.ts';
import type { TickLog } from '../tick-log/tick-log.ts';
import { RECENT_TICKS } from './hot-store.ts';
import { MemoryHotStore } from './memory-hot-store.ts';
import { warmFromLog } from './warm-from-log.ts';

let dataDir: string;
let log: TickLog;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'tick-relay-warm-'));
  log = await openTickLog(dataDir);
});
afterEach(async () => {
  await log.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test('the newest ticks of every pair are there again after a restart', async () => {
  const quick = ticksOf('EURUSD_otc', 5_000, 100);
  const slow = ticksOf('GBPUSD_otc', 1_200, 20_000);
  await log.append([...quick, ...slow, tickAt('AUDUSD_otc', 0, 0.65)]);
  const store = new MemoryHotStore();
  await warmFromLog(store, log, milliseconds(Date.now()));
  for (const ticks of [quick, slow]) {
    const newest = ticks.slice(-RECENT_TICKS).reverse();
    expect(await store.recent(ticks[0]?.pair ?? '', 5_000)).toEqual(
      newest.map(({ pair, price, timestamp }) => ({ pair, price, timestamp })),
    );
  }
  expect(await store.recent('AUDUSD_otc', 5)).toHaveLength(1);
});

test('a pair is read once, by no more than its newest ticks, however seldom they came', async () => {
  const seldom = ticksOf('USDCHF_otc', 1_500, 600_000);
  await log.append(seldom);
  const asked: unknown[] = [];
  const watched: TickLog = {
    ...log,
    ticks: () => Promise.reject(new Error('a stretch of time was read')),
    newestTicks: (query) => {
      asked.push(query);
      return log.newestTicks(query);
    },
  };
  const store = new MemoryHotStore();
  await warmFromLog(store, watched, milliseconds(Date.now()));
  expect(asked).toEqual([{ pair: 'USDCHF_otc', limit: RECENT_TICKS }]);
  expect(await store.recent('USDCHF_otc', 5_000)).toHaveLength(RECENT_TICKS);
});
