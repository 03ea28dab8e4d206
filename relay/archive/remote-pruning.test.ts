import { afterEach, describe, expect, test, vi } from 'vitest';
import { archiveBench } from '../../testing/archive-bench.ts';
import { testDatabases } from '../../testing/supabase.ts';
import { closedCandlesOf } from '../../testing/closed-candles.ts';
import { candleTime, timeframeDuration } from '../../shared/timeframe.ts';
import type { Tick } from '../../shared/tick.ts';
import { milliseconds } from '../../shared/units.ts';

const PAIR = 'EURUSD_otc';
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE = timeframeDuration('1m');
/** On a minute, three days ago. */
const OLD = candleTime(milliseconds(Date.now() - 3 * DAY_MS), MINUTE);

const ticksFrom = (start: number, count: number): Tick[] =>
  Array.from({ length: count }, (_, index) => ({
    pair: PAIR,
    price: 1 + (index % 97) / 1_000,
    timestamp: milliseconds(start + index * 900),
  }));

describe.each(testDatabases())('ticks older than TICK_RETENTION_DAYS leave Supabase on %s', (database) => {
  const bench = archiveBench({ database }, { retentionDays: 2 });
  afterEach(() => void vi.useRealTimers());

  const tickCount = async (): Promise<number> => (await bench.stored()).all;
  const prunings = (): number =>
    bench.proxy.requests.filter((request) => request.includes('/rpc/prune_historical_ticks')).length;
  const minutes = () => bench.archive.candles({ pair: PAIR, timeframe: '1m', limit: 1_000 });
  const minutesOf = (...ticks: Tick[]) => closedCandlesOf(ticks, MINUTE);

  const old = ticksFrom(OLD, 500);
  const young = ticksFrom(OLD + 2 * DAY_MS, 300);

  test('and stay as 1-minute candles; without the option none goes', async () => {
    await bench.reopen({ retentionDays: undefined });
    await bench.log.append([...old, ...young]);
    await bench.archive.upload();
    expect(await tickCount()).toBe(800);
    expect(prunings()).toBe(0);

    await bench.reopen();
    await bench.archive.upload();
    expect(await tickCount()).toBe(300);
    expect(await minutes()).toEqual(minutesOf(...old, ...young));
    expect(await bench.log.counts()).toMatchObject({ kept: 800, archived: 800, waiting: 0 });
  });

  test('every hour, not at every upload', async () => {
    await bench.log.append(young);
    await bench.archive.upload();
    const first = prunings();
    await bench.log.append(old);
    await bench.archive.upload();
    expect(prunings()).toBe(first);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + HOUR_MS + 1 });
    await bench.archive.upload();
    expect(prunings()).toBeGreaterThan(first);
    expect(await tickCount()).toBe(300);
  });

  test('a tick that was uploaded after its minute was pruned joins that minute once', async () => {
    const [late, ...early] = old;
    if (!late) throw new Error('There are no ticks.');
    await bench.log.append([...early, ...young]);
    await bench.archive.upload();
    expect(await tickCount()).toBe(300);

    await bench.log.append([late, ...young]);
    await bench.archive.upload();
    // Shown at once, and the same after it was pruned too.
    expect(await minutes()).toEqual(minutesOf(...old, ...young));
    await bench.reopen();
    await bench.archive.upload();
    expect(await tickCount()).toBe(300);
    expect(await minutes()).toEqual(minutesOf(...old, ...young));
  });

  test('an upload whose answer was lost is confirmed before anything is pruned, and counted once', async () => {
    await bench.log.append([...old, ...young]);
    bench.proxy.fault = (_method, path) => (path.includes('/historical_ticks') ? 'dropped' : undefined);
    await bench.archive.upload();
    expect(await tickCount()).toBe(800);
    expect(await bench.log.counts()).toMatchObject({ archived: 0, waiting: 800 });
    expect(prunings()).toBe(0);

    // The relay starts anew: what it sends again is there yet.
    bench.proxy.fault = () => undefined;
    await bench.reopen();
    await bench.archive.upload();
    expect(await tickCount()).toBe(300);
    expect(await minutes()).toEqual(minutesOf(...old, ...young));
  });

  test('a chunk that takes too long is made smaller', async () => {
    let refusals = 2;
    bench.proxy.fault = (_method, path) =>
      path.includes('/rpc/prune_') && refusals-- > 0
        ? { status: 500, body: { code: '57014', message: 'canceling statement due to statement timeout' } }
        : undefined;
    await bench.log.append([...old, ...young]);
    await bench.archive.upload();
    expect(await tickCount()).toBe(300);
    expect(bench.logger.problems).toEqual([]);
  });

  test('a schema of the first version is told of, and the uploads go on', async () => {
    bench.proxy.fault = (_method, path) =>
      path.includes('/rpc/prune_')
        ? { status: 404, body: { code: 'PGRST202', message: 'Could not find the function' } }
        : undefined;
    await bench.log.append([...old, ...young]);
    await bench.archive.upload();
    expect(bench.archive.status()).toEqual({ state: 'up', problem: undefined });
    expect(await tickCount()).toBe(800);
    expect(bench.logger.problems).toEqual([expect.stringMatching(/TICK_RETENTION_DAYS .*apply schema\.sql/)]);
  });
});
