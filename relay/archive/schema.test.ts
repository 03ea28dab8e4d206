import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { schemaSql, startSupabase, testDatabases, type TestSupabase } from '../../testing/supabase.ts';
import { START } from '../../testing/ticks.ts';
import { closedCandlesOf } from '../../testing/closed-candles.ts';
import type { Candle } from '../../shared/candle.ts';
import type { Tick } from '../../shared/tick.ts';
import { timeframeDuration, type Timeframe, TIMEFRAMES } from '../../shared/timeframe.ts';
import { milliseconds } from '../../shared/units.ts';

const PAIR = 'EURUSD_otc';
const DAY_MS = 86_400_000;

/** Two days with gaps, out of order, several prices in one millisecond, on the edges of candles too. */
const ticks: Tick[] = Array.from({ length: 4_000 }, (_, index) => {
  const jump = index % 5 === 0 ? 0 : ((index * 7_919) % 40_000) + (index > 2_000 ? DAY_MS : 0);
  const offset = Math.floor(index / 5) * 30_000 + jump;
  return { pair: PAIR, price: 1 + ((index * 31) % 97) / 1_000, timestamp: milliseconds(START + offset) };
}).reverse();

const expected = (timeframe: Timeframe): Candle[] => closedCandlesOf(ticks, timeframeDuration(timeframe));

describe.each(testDatabases())('schema.sql on %s', (database) => {
  let supabase: TestSupabase;
  beforeAll(async () => {
    supabase = await startSupabase({ database });
  });
  afterAll(() => supabase.stop());
  beforeEach(async () => {
    const rows = ticks.map(({ pair, price, timestamp }) => `('${pair}', ${price}, ${timestamp})`);
    await supabase.sql(`
        truncate public.historical_ticks, public.historical_candles;
        insert into public.historical_ticks (pair, price, "timestamp") values ${rows.join()}
          on conflict do nothing;
        insert into public.historical_ticks values ('GBPUSD_otc', 2, ${START}), ('EURUSD', 3, ${START});`);
  });

  const candles = async (timeframe: Timeframe, limit: number, before = 'null', from = 'null') => {
    const [row] = await supabase.sql(`select public.historical_ohlc(
        '${PAIR}', ${timeframeDuration(timeframe)}, ${limit}, ${before}, ${from}) as series`);
    return row?.series;
  };

  test('can be applied again and keeps every row', async () => {
    await supabase.sql(schemaSql());
    expect(await candles('1m', 10_000)).toEqual(expected('1m'));
  });

  test.each(TIMEFRAMES)('builds the candles of %s as the relay does', async (timeframe) => {
    const all = expected(timeframe);
    expect(await candles(timeframe, 10_000)).toEqual(all);
    expect(await candles(timeframe, 3)).toEqual(all.slice(-3));
    const middle = all[Math.floor(all.length / 2)]?.time ?? START;
    expect(await candles(timeframe, 7, String(middle))).toEqual(
      all.filter(({ time }) => time < middle).slice(-7),
    );
    expect(await candles(timeframe, 10_000, String(middle + 1), String(middle - 60_000))).toEqual(
      all.filter(({ time }) => time >= middle - 60_000 && time <= middle),
    );
  });

  test('answers an empty series for a pair without ticks', async () => {
    const [row] = await supabase.sql(`select public.historical_ohlc('NONE', 60000) as series`);
    expect(row?.series).toEqual([]);
  });

  test('pruning keeps every candle of a minute and more, also with ticks that come late', async () => {
    const keep = `now() - to_timestamp(${START / 1_000 + 1_800})`;
    await supabase.sql(`delete from public.historical_ticks where "timestamp" % 7 = 0`);
    const prune = `select public.prune_historical_ticks(${keep}) as removed`;
    const [first] = await supabase.sql(prune);
    expect(Number(first?.removed)).toBeGreaterThan(0);

    const late = ticks.filter(({ timestamp }) => timestamp % 7 === 0);
    const rows = late.map(({ pair, price, timestamp }) => `('${pair}', ${price}, ${timestamp})`);
    await supabase.sql(`insert into public.historical_ticks values ${rows.join()} on conflict do nothing`);
    for (const timeframe of ['1m', '15m', '1d'] as const) {
      expect(await candles(timeframe, 10_000)).toEqual(expected(timeframe));
    }
    await supabase.sql(prune);
    const cutoff = START + 1_800_000;
    const [left] = await supabase.sql(`select min("timestamp") as oldest from public.historical_ticks`);
    expect(Number(left?.oldest)).toBeGreaterThanOrEqual(cutoff - 60_000);
    for (const timeframe of ['1m', '15m', '1d'] as const) {
      expect(await candles(timeframe, 10_000)).toEqual(expected(timeframe));
    }
    expect(await candles('5s', 10_000)).toEqual(
      expected('5s').filter(({ time }) => time >= Number(left?.oldest) - 5_000 && time >= cutoff - 60_000),
    );
  });

  test('pruning in chunks removes no more than asked for at once, and ends where pruning at once does', async () => {
    const keep = `now() - to_timestamp(${START / 1_000 + 1_800})`;
    const [total] = await supabase.sql(`
        select count(*) as old from public.historical_ticks where "timestamp" < ${START + 1_800_000}`);
    const removed: number[] = [];
    do {
      const [row] = await supabase.sql(`select public.prune_historical_ticks(${keep}, 17) as removed`);
      removed.push(Number(row?.removed));
      // A minute that is partly pruned is whole to whoever asks.
      if (removed.length % 3 === 0) expect(await candles('1m', 10_000)).toEqual(expected('1m'));
    } while (removed.at(-1) !== 0);
    expect(removed.slice(0, -2).every((count) => count === 17)).toBe(true);
    expect(removed.reduce((sum, count) => sum + count, 0)).toBe(Number(total?.old));
    for (const timeframe of TIMEFRAMES.filter((each) => timeframeDuration(each) >= 60_000)) {
      expect(await candles(timeframe, 10_000)).toEqual(expected(timeframe));
    }
    const [other] = await supabase.sql(
      `select count(*) as candles from public.historical_candles where pair in ('GBPUSD_otc', 'EURUSD')`,
    );
    expect(Number(other?.candles)).toBe(2);
  });

  test('a pair that is renamed has its ticks and pruned minutes once, beside those that were there', async () => {
    await supabase.sql(`
      insert into public.historical_ticks (pair, price, "timestamp")
        select 'active:1', price, "timestamp" from public.historical_ticks where pair = '${PAIR}';
      delete from public.historical_ticks where pair = '${PAIR}' and "timestamp" % 3 = 0;`);
    const rename = `select public.rename_historical_pair('active:1', '${PAIR}') as renamed`;
    const [{ renamed } = {}] = await supabase.sql(rename);
    expect(Number(renamed)).toBe(new Set(ticks.map(({ timestamp, price }) => `${timestamp} ${price}`)).size);
    expect(await candles('1s', 10_000)).toEqual(expected('1s'));
    expect(await supabase.sql(rename)).toMatchObject([{ renamed: expect.anything() as unknown }]);
    expect(await candles('1s', 10_000)).toEqual(expected('1s'));

    // The minutes of the first half are pruned under the former name, the others under the new one.
    const half = START + 2_000 * 6_000;
    await supabase.sql(`
      update public.historical_ticks set pair = 'active:1' where pair = '${PAIR}' and "timestamp" < ${half};
      select public.prune_historical_ticks('1 day');
      ${rename};`);
    expect(await candles('1m', 10_000)).toEqual(expected('1m'));
    expect(await supabase.sql(`select 1 from public.historical_candles where pair = 'active:1'`)).toEqual([]);
  });

  test('takes the place of the pruning of its first version, whose call still works', async () => {
    await supabase.sql(`
        drop function public.prune_historical_ticks(interval, integer);
        create function public.prune_historical_ticks(keep interval default '2 days') returns bigint
          language sql as 'select 1::bigint';`);
    await supabase.sql(schemaSql());
    const [row] = await supabase.sql(`select public.prune_historical_ticks('20000 days') as removed`);
    expect(Number(row?.removed)).toBe(0);
    const [version] = await supabase.sql('select public.tick_relay_schema_version() as version');
    expect(version?.version).toBe(3);
  });

  test('refuses to prune what the relay may still upload', async () => {
    await expect(supabase.sql(`select public.prune_historical_ticks('5 minutes')`)).rejects.toThrow(
      /at least 1 hour/,
    );
  });

  test.each([
    `('', 1, ${START})`,
    `('${PAIR}', 0, ${START})`,
    `('${PAIR}', 'NaN', ${START})`,
    `('${PAIR}', 'Infinity', ${START})`,
    `('${PAIR}', 1, 0)`,
  ])('refuses the row %s', async (row) => {
    await expect(supabase.sql(`insert into public.historical_ticks values ${row}`)).rejects.toThrow(
      /violates check constraint/,
    );
  });

  test('gives the public roles nothing', async () => {
    const rights = await supabase.sql(`
        select role, has_table_privilege(role, 'public.historical_ticks', 'select') as reads,
          has_table_privilege(role, 'public.historical_candles', 'insert') as writes,
          has_function_privilege(role, 'public.prune_historical_ticks(interval, integer)', 'execute') as prunes,
          has_function_privilege(role, 'public.historical_hours(text, bigint, bigint)', 'execute') as audits
        from unnest(array['anon', 'authenticated', 'service_role']) as role order by role`);
    expect(rights.map((row) => ({ ...row }))).toEqual([
      { role: 'anon', reads: false, writes: false, prunes: false, audits: false },
      { role: 'authenticated', reads: false, writes: false, prunes: false, audits: false },
      { role: 'service_role', reads: true, writes: true, prunes: true, audits: true },
    ]);
  });
});
