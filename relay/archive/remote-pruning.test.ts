import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type FaultProxy, startFaultProxy } from '../../testing/fault-proxy.ts';
import { hasPostgres } from '../../testing/postgres-server.ts';
import { type RecordedLog, recordedLog } from '../../testing/recorded-log.ts';
import { startSupabase, type TestSupabase } from '../../testing/supabase.ts';
import { candlesOfTicks, closedCandle } from '../../shared/candle-builder.ts';
import { candleTime, timeframeDuration } from '../../shared/timeframe.ts';
import type { Tick } from '../../shared/tick.ts';
import { milliseconds } from '../../shared/units.ts';
import { Metrics } from '../metrics.ts';
import { openTickLog } from '../tick-log/open-tick-log.ts';
import type { TickLog } from '../tick-log/tick-log.ts';
import type { Archive } from './archive.ts';
import { createArchive } from './create-archive.ts';

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

describe.each(hasPostgres() ? (['postgres', 'pglite'] as const) : (['pglite'] as const))(
  'ticks older than TICK_RETENTION_DAYS leave Supabase on %s',
  (database) => {
    let supabase: TestSupabase;
    let proxy: FaultProxy;
    let dataDir: string;
    let log: TickLog;
    let logger: RecordedLog;
    let archive: Archive;

    const open = (retentionDays?: number): Archive => {
      logger = recordedLog();
      const { secretKey } = supabase;
      return createArchive({
        supabase: { url: proxy.url, secretKey },
        interval: 30_000,
        retentionDays,
        log,
        metrics: new Metrics(),
        logger,
      });
    };
    const restart = async (retentionDays?: number): Promise<void> => {
      await archive.stop();
      archive = open(retentionDays);
    };
    const tickCount = async (): Promise<number> => {
      const [row] = await supabase.sql('select count(*) as ticks from public.historical_ticks');
      return Number(row?.ticks);
    };
    const prunings = (): number =>
      proxy.requests.filter((request) => request.includes('/rpc/prune_historical_ticks')).length;
    const minutes = () => archive.candles({ pair: PAIR, timeframe: '1m', limit: 1_000 });
    const minutesOf = (...ticks: Tick[]) => candlesOfTicks(ticks, MINUTE).map(closedCandle);

    beforeAll(async () => {
      supabase = await startSupabase({ database });
    }, 120_000);
    afterAll(() => supabase.stop());
    beforeEach(async () => {
      await supabase.sql('truncate public.historical_ticks, public.historical_candles');
      proxy = await startFaultProxy(supabase.url);
      dataDir = mkdtempSync(join(tmpdir(), 'tick-relay-pruning-'));
      log = await openTickLog(dataDir);
      archive = open(2);
    });
    afterEach(async () => {
      vi.useRealTimers();
      await archive.stop();
      await log.close();
      await proxy.stop();
      rmSync(dataDir, { recursive: true, force: true });
    });

    const old = ticksFrom(OLD, 500);
    const young = ticksFrom(OLD + 2 * DAY_MS, 300);

    test('and stay as 1-minute candles; without the option none goes', async () => {
      await restart(undefined);
      await log.append([...old, ...young]);
      await archive.upload();
      expect(await tickCount()).toBe(800);
      expect(prunings()).toBe(0);

      await restart(2);
      await archive.upload();
      expect(await tickCount()).toBe(300);
      expect(await minutes()).toEqual(minutesOf(...old, ...young));
      expect(await log.counts()).toMatchObject({ kept: 800, archived: 800, waiting: 0 });
    });

    test('every hour, not at every upload', async () => {
      await log.append(young);
      await archive.upload();
      const first = prunings();
      await log.append(old);
      await archive.upload();
      expect(prunings()).toBe(first);
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + HOUR_MS + 1 });
      await archive.upload();
      expect(prunings()).toBeGreaterThan(first);
      expect(await tickCount()).toBe(300);
    });

    test('a tick that was uploaded after its minute was pruned joins that minute once', async () => {
      const [late, ...early] = old;
      if (!late) throw new Error('There are no ticks.');
      await log.append([...early, ...young]);
      await archive.upload();
      expect(await tickCount()).toBe(300);

      await log.append([late, ...young]);
      await archive.upload();
      // Shown at once, and the same after it was pruned too.
      expect(await minutes()).toEqual(minutesOf(...old, ...young));
      await restart(2);
      await archive.upload();
      expect(await tickCount()).toBe(300);
      expect(await minutes()).toEqual(minutesOf(...old, ...young));
    });

    test('an upload whose answer was lost is confirmed before anything is pruned, and counted once', async () => {
      await log.append([...old, ...young]);
      proxy.fault = (_method, path) => (path.includes('/historical_ticks') ? 'dropped' : undefined);
      await archive.upload();
      expect(await tickCount()).toBe(800);
      expect(await log.counts()).toMatchObject({ archived: 0, waiting: 800 });
      expect(prunings()).toBe(0);

      // The relay starts anew: what it sends again is there yet.
      proxy.fault = () => undefined;
      await restart(2);
      await archive.upload();
      expect(await tickCount()).toBe(300);
      expect(await minutes()).toEqual(minutesOf(...old, ...young));
    });

    test('a chunk that takes too long is made smaller', async () => {
      let refusals = 2;
      proxy.fault = (_method, path) =>
        path.includes('/rpc/prune_') && refusals-- > 0
          ? { status: 500, body: { code: '57014', message: 'canceling statement due to statement timeout' } }
          : undefined;
      await log.append([...old, ...young]);
      await archive.upload();
      expect(await tickCount()).toBe(300);
      expect(logger.problems).toEqual([]);
    });

    test('a schema of the first version is told of, and the uploads go on', async () => {
      proxy.fault = (_method, path) =>
        path.includes('/rpc/prune_')
          ? { status: 404, body: { code: 'PGRST202', message: 'Could not find the function' } }
          : undefined;
      await log.append([...old, ...young]);
      await archive.upload();
      expect(archive.status()).toEqual({ state: 'up', problem: undefined });
      expect(await tickCount()).toBe(800);
      expect(logger.problems).toEqual([expect.stringMatching(/TICK_RETENTION_DAYS .*apply schema\.sql/)]);
    });
  },
);
