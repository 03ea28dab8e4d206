import { beforeEach, describe, expect, test } from 'vitest';
import { archiveBench } from '../../testing/archive-bench.ts';
import { testDatabases } from '../../testing/supabase.ts';
import { START, tickAt, ticksOf } from '../../testing/ticks.ts';
import { milliseconds } from '../../shared/units.ts';
import { deepAudit, type DeepAudit } from './deep-audit.ts';

const [PAIR, OTHER] = ['EURUSD_otc', '#AAPL_otc'];
const HOUR_MS = 3_600_000;
/** In the fifth hour after `START`, which has not ended. */
const NOW = milliseconds(START + 4.5 * HOUR_MS);

/** Three hours of one pair, two days of another, and decimals that a text would not carry. */
const ticks = [
  ...ticksOf(PAIR, 900, 12_000),
  ...ticksOf(OTHER, 48, HOUR_MS, -44),
  ...[0.1, 1e-7, 1.95887, 123_456.789].map((price, index) => tickAt(OTHER, index, price)),
  tickAt(PAIR, 4.2 * HOUR_MS, 1.5),
];

describe.each(testDatabases())('the deep audit on %s', (database) => {
  const bench = archiveBench({ database });
  beforeEach(async () => {
    await bench.log.append(ticks);
    await bench.archive.upload();
    expect(await bench.log.counts()).toMatchObject({ waiting: 0, archived: ticks.length });
  });

  const audit = async (): Promise<DeepAudit> => {
    const answer = await deepAudit({
      log: bench.log,
      now: NOW,
      hours: (...of) => bench.archive.hours(...of),
    });
    if (typeof answer === 'string') throw new Error(answer);
    return answer;
  };
  /** Three hours of `PAIR`, 48 of `OTHER`; the hour that has not ended is none. */
  const HOURS = 51;

  test('finds the same ticks on both sides', async () => {
    expect(await audit()).toEqual({ compared: HOURS, skipped: 0, problems: [] });
  });

  test.each([
    [
      'a deleted row',
      `delete from public.historical_ticks where pair = '${PAIR}' and "timestamp" = ${START + HOUR_MS}`,
      'EURUSD_otc: the hour from 2025-08-31T01:00Z has 300 archived ticks in the log, but 299 in Supabase.',
    ],
    [
      'a price changed in its last digit',
      `update public.historical_ticks set price = 1.9588700000000001 where price = 1.95887`,
      '#AAPL_otc: the hour from 2025-08-31T00:00Z has 5 ticks in the log and in Supabase, but not the same ones.',
    ],
    [
      'a time changed by a millisecond',
      `update public.historical_ticks set "timestamp" = "timestamp" + 1 where "timestamp" = ${START + 12_000}`,
      'EURUSD_otc: the hour from 2025-08-31T00:00Z has 300 ticks in the log and in Supabase, but not the same ones.',
    ],
    [
      'a row too many',
      `insert into public.historical_ticks values ('${PAIR}', 9, ${START + 1})`,
      'EURUSD_otc: the hour from 2025-08-31T00:00Z has 300 archived ticks in the log, but 301 in Supabase.',
    ],
    [
      'a deleted hour',
      `delete from public.historical_ticks where pair = '${OTHER}' and "timestamp" = ${START - 44 * HOUR_MS}`,
      '#AAPL_otc: the hour from 2025-08-29T04:00Z has 1 archived ticks in the log, but 0 in Supabase.',
    ],
  ])('finds %s', async (_what, sql, problem) => {
    await bench.supabase.sql(sql);
    expect(await audit()).toEqual({ compared: HOURS, skipped: 0, problems: [problem] });
  });

  test('leaves out hours with waiting ticks, dead letters, and what one side has pruned', async () => {
    await bench.log.append([tickAt(PAIR, HOUR_MS + 1, 7), tickAt(PAIR, 2 * HOUR_MS + 1, 7)]);
    const [, dead] = await bench.log.waiting(2);
    if (dead) await bench.log.deadLetter(dead, 'refused');
    expect(await audit()).toEqual({ compared: HOURS - 2, skipped: 2, problems: [] });

    await bench.log.prune(milliseconds(START - 43.5 * HOUR_MS), true);
    await bench.log.prune(milliseconds(START + HOUR_MS / 2), true);
    // 44 hours of `OTHER` have left the log wholly; of the first hour of each pair a part is left.
    expect(await audit()).toEqual({ compared: 3, skipped: 3, problems: [] });
  });

  test('leaves out what Supabase has pruned into its candles', async () => {
    await bench.supabase.sql(
      `select public.prune_historical_ticks(now() - to_timestamp(${START / 1_000 + 1.5 * 3_600}))`,
    );
    expect(await audit()).toEqual({ compared: 3, skipped: HOURS - 3, problems: [] });
  });

  test('takes late ticks that are archived meanwhile for no difference', async () => {
    const late = tickAt(PAIR, 1, 7);
    const answer = await deepAudit({
      log: bench.log,
      now: NOW,
      hours: async (...of) => {
        if (of[0] === PAIR) await bench.log.append([late]);
        await bench.archive.upload();
        return bench.archive.hours(...of);
      },
    });
    expect(answer).toEqual({ compared: HOURS - 1, skipped: 1, problems: [] });
  });
});

describe('a project with the first schema.sql', () => {
  const bench = archiveBench();

  test('is uploaded to as before, and --deep says what to do', async () => {
    await bench.supabase.sql(`
      drop function public.historical_hours(text, bigint, bigint);
      create or replace function public.tick_relay_schema_version() returns integer
        language sql immutable as $$ select 1 $$;`);
    const { log, archive } = bench;
    await log.append(ticksOf(PAIR, 10));
    await archive.upload();
    expect(await deepAudit({ log, now: NOW, hours: (...of) => archive.hours(...of) })).toMatch(
      /apply schema\.sql again/,
    );
    expect(archive.status()).toEqual({ state: 'up', problem: undefined });
    expect(await log.counts()).toMatchObject({ waiting: 0, archived: 10 });
  });
});
