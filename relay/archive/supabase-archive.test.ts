import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { archiveBench } from '../../testing/archive-bench.ts';
import type { FaultProxy } from '../../testing/fault-proxy.ts';
import { startSupabase } from '../../testing/supabase.ts';
import { START, tickAt, ticksOf } from '../../testing/ticks.ts';
import { closedCandlesOf } from '../../testing/closed-candles.ts';
import { milliseconds } from '../../shared/units.ts';
import { Metrics } from '../metrics.ts';
import { createArchive } from './create-archive.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const PAIR = 'EURUSD_otc';

const bench = archiveBench();

const inserts = (): number =>
  bench.proxy.requests.filter((request) => request.startsWith('POST /rest/v1/historical_ticks')).length;
const failTimes = (times: number, fault: ReturnType<FaultProxy['fault']>): void => {
  let left = times;
  bench.proxy.fault = (_method, path) =>
    path.includes('historical_ticks') && left-- > 0 ? fault : undefined;
};

test('stores every tick of the log exactly once, in pages of 1,000', async () => {
  await bench.log.append(ticksOf(PAIR, 3_500));
  await bench.archive.upload();
  expect(await bench.stored()).toEqual({ all: 3_500, different: 3_500 });
  expect(inserts()).toBe(4);
  expect(await bench.log.counts()).toMatchObject({ waiting: 0, archived: 3_500 });
  expect(bench.archive.status()).toEqual({ state: 'up', problem: undefined });

  await bench.log.append(ticksOf(PAIR, 10, 500, 3_500));
  await Promise.all([bench.archive.upload(), bench.archive.upload()]);
  expect(await bench.stored()).toEqual({ all: 3_510, different: 3_510 });
  expect(inserts()).toBe(5);
});

test('uploads by itself every interval, from the start', async () => {
  await bench.reopen({ interval: 50 });
  await bench.log.append(ticksOf(PAIR, 5));
  bench.archive.start();
  await expect.poll(async () => (await bench.stored()).all).toBe(5);
  await bench.log.append(ticksOf(PAIR, 5, 500, 5));
  await expect.poll(async () => (await bench.stored()).all).toBe(10);
});

describe('keeps every tick and says what to do', () => {
  test.each([
    [503, {}, 'down', /answers 503/],
    [401, { message: 'Invalid API key' }, 'paused', /SUPABASE_SECRET_KEY \(401: Invalid API key\)/],
    [404, { code: 'PGRST205', message: 'no table' }, 'paused', /apply schema\.sql/],
  ] as const)('after a %i', async (status, body, state, sentence) => {
    await bench.log.append(ticksOf(PAIR, 1_500));
    failTimes(1, { status, body });
    await bench.archive.upload();
    expect(bench.archive.status().state).toBe(state);
    expect(bench.archive.status().problem).toMatch(sentence);
    expect(bench.logger.problems).toHaveLength(1);
    expect(await bench.log.counts()).toMatchObject({ waiting: 1_500, deadLettered: 0 });

    await bench.archive.upload();
    expect(bench.archive.status()).toEqual({ state: 'up', problem: undefined });
    expect(await bench.stored()).toEqual({ all: 1_500, different: 1_500 });
  });

  test('where nothing listens', async () => {
    const { secretKey } = bench.supabase;
    await bench.reopen({ supabase: { url: 'http://127.0.0.1:9', secretKey } });
    await bench.log.append(ticksOf(PAIR, 2));
    await bench.archive.upload();
    expect(bench.archive.status()).toMatchObject({ state: 'down' });
    expect(bench.archive.status().problem).toMatch(/cannot be reached .* check SUPABASE_URL/);
    expect(await bench.archive.candles({ pair: PAIR, timeframe: '1m', limit: 10 })).toEqual([]);
  });

  test('with a key that the project does not know', async () => {
    const { url } = bench.proxy;
    await bench.reopen({ supabase: { url, secretKey: 'sb_secret_of_another_project' } });
    await bench.log.append(ticksOf(PAIR, 2));
    await bench.archive.upload();
    expect(bench.archive.status()).toMatchObject({ state: 'paused' });
    expect(bench.archive.status().problem).toMatch(/SUPABASE_SECRET_KEY/);
    expect(bench.archive.status().problem).not.toContain('sb_secret_of_another_project');
    expect(await bench.log.counts()).toMatchObject({ waiting: 2 });
  });

  test('with a public key, without asking the project', async () => {
    const secretKey = bench.supabase.publishableKey ?? 'sb_publishable_x';
    await bench.reopen({ supabase: { url: bench.proxy.url, secretKey } });
    await bench.archive.upload();
    expect(bench.archive.status()).toMatchObject({ state: 'paused' });
    expect(bench.archive.status().problem).toMatch(/holds a public key/);
    expect(bench.proxy.requests).toEqual([]);
  });
});

test('a schema that only some answers lack is no tick’s fault, though a neighbour is taken', async () => {
  await bench.log.append(ticksOf(PAIR, 2));
  failTimes(2, { status: 400, body: { code: 'PGRST204', message: 'no column' } });
  for (let upload = 0; upload < 2; upload += 1) {
    await bench.archive.upload();
    expect(bench.archive.status().state).toBe('paused');
    expect(await bench.log.counts()).toMatchObject({ waiting: 2, deadLettered: 0 });
  }
  await bench.archive.upload();
  expect(await bench.stored()).toEqual({ all: 2, different: 2 });
});

test('an answer that is lost after the commit stores nothing twice, and the cursor waits for it', async () => {
  await bench.log.append(ticksOf(PAIR, 2_500));
  failTimes(1, 'dropped');
  await bench.archive.upload();
  expect(bench.archive.status().state).toBe('down');
  // Later pages were under way and are stored; without the first one's answer they count for nothing.
  expect((await bench.stored()).all).toBe(2_500);
  expect(await bench.log.counts()).toMatchObject({ archived: 0, waiting: 2_500 });
  await bench.archive.upload();
  expect(await bench.stored()).toEqual({ all: 2_500, different: 2_500 });
  expect(await bench.log.counts()).toMatchObject({ archived: 2_500, waiting: 0 });
});

test('an answer that never comes is given up, however busy the garbage collector is', async () => {
  await bench.reopen({ requestTimeout: 500 });
  await bench.log.append(ticksOf(PAIR, 10));
  failTimes(1, 'hung');
  const collecting = setInterval(collectGarbage, 20);
  try {
    await bench.archive.upload();
  } finally {
    clearInterval(collecting);
  }
  expect(bench.archive.status().problem).toMatch(/cannot be reached .*no answer within 0.5 s/);
  await bench.archive.upload();
  expect(await bench.stored()).toEqual({ all: 10, different: 10 });
});

test.each([
  [{ status: 404, text: '' }],
  [{ status: 404, text: '[]' }],
  [{ status: 500, text: 'null' }],
  [{ status: 503, text: '0' }],
  [{ status: 200, text: '{"ok":true}' }],
  [{ status: 200, text: '<html>Sign in to the network</html>' }],
  [{ status: 204, text: '' }],
])('the answer %o, which no API gave, is no success', async (answer) => {
  await bench.log.append(ticksOf(PAIR, 10));
  failTimes(1, answer);
  await bench.archive.upload();
  expect(bench.archive.status().state).toBe('down');
  expect(await bench.log.counts()).toMatchObject({ archived: 0, waiting: 10 });
  await bench.archive.upload();
  expect(await bench.stored()).toEqual({ all: 10, different: 10 });
});

test('a page that takes too long is sent in smaller ones', async () => {
  await bench.log.append(ticksOf(PAIR, 2_000));
  failTimes(2, {
    status: 500,
    body: { code: '57014', message: 'canceling statement due to statement timeout' },
  });
  await bench.archive.upload();
  expect(bench.archive.status().state).toBe('up');
  expect(await bench.stored()).toEqual({ all: 2_000, different: 2_000 });
});

describe('statement timeouts', () => {
  const timeout = {
    status: 500,
    body: { code: '57014', message: 'canceling statement due to statement timeout' },
  };

  test('a server that manages 600 rows is asked for more only now and then', async () => {
    let refused = 0;
    let accepted = 0;
    bench.proxy.fault = (_method, path, body) => {
      if (!path.includes('/historical_ticks')) return undefined;
      const rows = (JSON.parse(body.toString()) as unknown[]).length;
      if (rows <= 600) accepted += 1;
      else refused += 1;
      return rows <= 600 ? undefined : timeout;
    };
    await bench.log.append(ticksOf(PAIR, 20_000));
    await bench.archive.upload();
    expect(await bench.stored()).toEqual({ all: 20_000, different: 20_000 });
    expect(refused).toBeGreaterThan(0);
    expect(accepted / refused).toBeGreaterThan(5);
  });

  test('of a single tick are the server’s trouble, which passes', async () => {
    failTimes(Infinity, timeout);
    await bench.log.append(ticksOf(PAIR, 1_200));
    await bench.archive.upload();
    expect(bench.archive.status()).toMatchObject({ state: 'down' });
    expect(bench.archive.status().problem).toMatch(/no time even for a single tick/);
    expect(await bench.log.counts()).toMatchObject({ waiting: 1_200, deadLettered: 0 });
    failTimes(0, timeout);
    await bench.archive.upload();
    expect(bench.archive.status()).toEqual({ state: 'up', problem: undefined });
    expect(await bench.stored()).toEqual({ all: 1_200, different: 1_200 });
  });

  test('of a question for candles do not stop the uploads', async () => {
    await bench.log.append(ticksOf(PAIR, 10));
    await bench.archive.upload();
    bench.proxy.fault = (_method, path) => (path.includes('/rpc/historical_ohlc') ? timeout : undefined);
    expect(await bench.archive.candles({ pair: PAIR, timeframe: '1m', limit: 5 })).toEqual([]);
    expect(bench.archive.status()).toEqual({ state: 'up', problem: undefined });
    expect(bench.logger.problems).toEqual([]);
  });
});

describe('a row that the table refuses', () => {
  const bad = tickAt('X'.repeat(65), 0, 1);

  test('is set aside with the reason, and every other row is stored', async () => {
    await bench.log.append([...ticksOf(PAIR, 700), bad, ...ticksOf(PAIR, 800, 500, 700)]);
    await bench.archive.upload();
    expect(await bench.stored()).toEqual({ all: 1_500, different: 1_500 });
    expect(await bench.log.counts()).toMatchObject({ waiting: 0, archived: 1_500, deadLettered: 1 });
    expect(bench.archive.status().state).toBe('up');
  });

  test('waits while nothing shows that others are accepted', async () => {
    await bench.log.append([bad]);
    await bench.archive.upload();
    expect(await bench.log.counts()).toMatchObject({ waiting: 1, deadLettered: 0 });
    await bench.log.append(ticksOf(PAIR, 1));
    await bench.archive.upload();
    expect(await bench.log.counts()).toMatchObject({ waiting: 0, archived: 1, deadLettered: 1 });
  });

  test('is no reason to set aside everything', async () => {
    await bench.supabase.sql('alter table public.historical_ticks alter column pair type varchar(3)');
    try {
      await bench.log.append(ticksOf(PAIR, 100));
      await bench.archive.upload();
      expect(bench.archive.status().problem).toMatch(/schema\.sql/);
      expect(await bench.log.counts()).toMatchObject({ waiting: 100, deadLettered: 0 });
    } finally {
      await bench.supabase.sql('alter table public.historical_ticks alter column pair type varchar(64)');
    }
    await bench.archive.upload();
    expect(await bench.stored()).toEqual({ all: 100, different: 100 });
  });
});

test('a project without schema.sql is told so at once', async () => {
  const empty = await startSupabase({ schema: false });
  await bench.reopen({ supabase: empty });
  await bench.archive.upload();
  expect(bench.archive.status()).toMatchObject({ state: 'paused' });
  expect(bench.archive.status().problem).toMatch(/apply schema\.sql/);
  await empty.stop();
});

test('answers candles as the relay builds them, more than 1,000 too', async () => {
  const ticks = ticksOf(PAIR, 3_000, 700);
  await bench.log.append(ticks);
  await bench.archive.upload();
  const expected = closedCandlesOf(ticks, milliseconds(1_000));
  expect(expected.length).toBeGreaterThan(1_500);
  expect(await bench.archive.candles({ pair: PAIR, timeframe: '1s', limit: 5_000 })).toEqual(expected);
  const before = milliseconds(expected[500]?.time ?? 0);
  expect(await bench.archive.candles({ pair: PAIR, timeframe: '1s', limit: 20, before })).toEqual(
    expected.slice(480, 500),
  );
});

test('without a project there is nothing to do', async () => {
  const { log, logger } = bench;
  const off = await createArchive({ interval: 30_000, log, metrics: new Metrics(), logger });
  off.start();
  await off.upload();
  expect(off.status()).toEqual({ state: 'off' });
  expect(await off.candles({ pair: PAIR, timeframe: '1m', limit: 5 })).toEqual([]);
  await off.stop();
});

describe('a pair whose name comes after its ticks were uploaded', () => {
  const RENAME = { from: 'active:76@iq-option', to: 'EURUSD@iq-option' };
  const storedPairs = async () =>
    (
      await bench.supabase.sql(
        'select pair, count(*)::int as ticks from public.historical_ticks group by pair',
      )
    ).map(({ pair, ticks }) => [pair, ticks]);

  test('is renamed there as well, with what the log has pruned since', async () => {
    await bench.log.append(ticksOf(RENAME.from, 1_500));
    await bench.archive.upload();
    await bench.log.prune(milliseconds(START + 600_000), true);
    await bench.log.renamePair(RENAME);
    await bench.log.append(ticksOf(RENAME.from, 10, 500, 1_500));
    await bench.archive.upload();
    expect(await storedPairs()).toEqual([[RENAME.to, 1_510]]);
    expect(await bench.log.unarchivedRenames()).toEqual([]);
    expect((await bench.log.audit()).balanced).toBe(true);
  });

  test('is renamed after what was under way when the name came', async () => {
    await bench.log.append(ticksOf(RENAME.from, 100));
    bench.proxy.fault = (_method, path) => {
      if (path.includes('historical_ticks')) void bench.log.renamePair(RENAME);
      return undefined;
    };
    await bench.archive.upload();
    expect(await storedPairs()).toEqual([[RENAME.to, 100]]);
    expect(await bench.log.counts()).toMatchObject({ waiting: 0, archived: 100 });
  });

  test('waits for schema.sql where the project has an older one, and the ticks go on', async () => {
    await bench.supabase.sql('drop function public.rename_historical_pair(text, text)');
    await bench.log.append(ticksOf(RENAME.from, 100));
    await bench.archive.upload();
    await bench.log.renamePair(RENAME);
    await bench.log.append(ticksOf(RENAME.to, 10, 500, 100));
    await bench.archive.upload();
    expect(bench.archive.status()).toEqual({ state: 'up', problem: undefined });
    expect(bench.logger.problems).toEqual([expect.stringContaining('apply schema.sql')]);
    expect(await bench.log.unarchivedRenames()).toEqual([RENAME]);
    expect(await storedPairs()).toHaveLength(2);
  });
});
