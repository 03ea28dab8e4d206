import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FaultProxy, startFaultProxy } from '../../testing/fault-proxy.ts';
import { type RecordedLog, recordedLog } from '../../testing/recorded-log.ts';
import { startSupabase, type TestSupabase } from '../../testing/supabase.ts';
import { tickAt, ticksOf } from '../../testing/ticks.ts';
import { candlesOfTicks, closedCandle } from '../../shared/candle-builder.ts';
import { milliseconds } from '../../shared/units.ts';
import { Metrics } from '../metrics.ts';
import { openTickLog } from '../tick-log/open-tick-log.ts';
import type { TickLog } from '../tick-log/tick-log.ts';
import type { Archive } from './archive.ts';
import { createArchive } from './create-archive.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const PAIR = 'EURUSD_otc';
const INTERVAL_MS = 30_000;

let supabase: TestSupabase;
let proxy: FaultProxy;
let dataDir: string;
let log: TickLog;
let logger: RecordedLog;
let archive: Archive;

const open = (secretKey = supabase.secretKey, url = proxy.url, interval = INTERVAL_MS): Archive => {
  logger = recordedLog();
  return createArchive({ supabase: { url, secretKey }, interval, log, metrics: new Metrics(), logger });
};
/** The question that the promise is shown by. */
const stored = async (): Promise<{ all: number; different: number }> => {
  const [row] = await supabase.sql(`
    select count(*) as all, count(distinct (pair, "timestamp", price)) as different
    from public.historical_ticks`);
  return { all: Number(row?.all), different: Number(row?.different) };
};
const inserts = (): number =>
  proxy.requests.filter((request) => request.startsWith('POST /rest/v1/historical_ticks')).length;
const failTimes = (times: number, fault: ReturnType<FaultProxy['fault']>): void => {
  let left = times;
  proxy.fault = (_method, path) => (path.includes('historical_ticks') && left-- > 0 ? fault : undefined);
};

beforeAll(async () => {
  supabase = await startSupabase();
});
afterAll(() => supabase.stop());
beforeEach(async () => {
  await supabase.sql('truncate public.historical_ticks, public.historical_candles');
  proxy = await startFaultProxy(supabase.url);
  dataDir = mkdtempSync(join(tmpdir(), 'tick-relay-archive-'));
  log = await openTickLog(dataDir);
  archive = open();
});
afterEach(async () => {
  await archive.stop();
  await log.close();
  await proxy.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test('stores every tick of the log exactly once, in pages of 1,000', async () => {
  await log.append(ticksOf(PAIR, 3_500));
  await archive.upload();
  expect(await stored()).toEqual({ all: 3_500, different: 3_500 });
  expect(inserts()).toBe(4);
  expect(await log.counts()).toMatchObject({ waiting: 0, archived: 3_500 });
  expect(archive.status()).toEqual({ state: 'up', problem: undefined });

  await log.append(ticksOf(PAIR, 10, 500, 3_500));
  await Promise.all([archive.upload(), archive.upload()]);
  expect(await stored()).toEqual({ all: 3_510, different: 3_510 });
  expect(inserts()).toBe(5);
});

test('uploads by itself every interval, from the start', async () => {
  archive = open(supabase.secretKey, proxy.url, 50);
  await log.append(ticksOf(PAIR, 5));
  archive.start();
  await expect.poll(async () => (await stored()).all).toBe(5);
  await log.append(ticksOf(PAIR, 5, 500, 5));
  await expect.poll(async () => (await stored()).all).toBe(10);
});

describe('keeps every tick and says what to do', () => {
  test.each([
    [503, {}, 'down', /answers 503/],
    [401, { message: 'Invalid API key' }, 'paused', /SUPABASE_SECRET_KEY \(401: Invalid API key\)/],
    [404, { code: 'PGRST205', message: 'no table' }, 'paused', /apply schema\.sql/],
  ] as const)('after a %i', async (status, body, state, sentence) => {
    await log.append(ticksOf(PAIR, 1_500));
    failTimes(1, { status, body });
    await archive.upload();
    expect(archive.status().state).toBe(state);
    expect(archive.status().problem).toMatch(sentence);
    expect(logger.problems).toHaveLength(1);
    expect(await log.counts()).toMatchObject({ waiting: 1_500, deadLettered: 0 });

    await archive.upload();
    expect(archive.status()).toEqual({ state: 'up', problem: undefined });
    expect(await stored()).toEqual({ all: 1_500, different: 1_500 });
  });

  test('where nothing listens', async () => {
    archive = open(supabase.secretKey, 'http://127.0.0.1:9');
    await log.append(ticksOf(PAIR, 2));
    await archive.upload();
    expect(archive.status()).toMatchObject({ state: 'down' });
    expect(archive.status().problem).toMatch(/cannot be reached .* check SUPABASE_URL/);
    expect(await archive.candles({ pair: PAIR, timeframe: '1m', limit: 10 })).toEqual([]);
  });

  test('with a key that the project does not know', async () => {
    archive = open('sb_secret_of_another_project');
    await log.append(ticksOf(PAIR, 2));
    await archive.upload();
    expect(archive.status()).toMatchObject({ state: 'paused' });
    expect(archive.status().problem).toMatch(/SUPABASE_SECRET_KEY/);
    expect(archive.status().problem).not.toContain('sb_secret_of_another_project');
    expect(await log.counts()).toMatchObject({ waiting: 2 });
  });

  test('with a public key, without asking the project', async () => {
    archive = open(supabase.publishableKey ?? 'sb_publishable_x');
    await archive.upload();
    expect(archive.status()).toMatchObject({ state: 'paused' });
    expect(archive.status().problem).toMatch(/holds a public key/);
    expect(proxy.requests).toEqual([]);
  });
});

test('a schema that only some answers lack is no tick’s fault, though a neighbour is taken', async () => {
  await log.append(ticksOf(PAIR, 2));
  failTimes(2, { status: 400, body: { code: 'PGRST204', message: 'no column' } });
  for (let upload = 0; upload < 2; upload += 1) {
    await archive.upload();
    expect(archive.status().state).toBe('paused');
    expect(await log.counts()).toMatchObject({ waiting: 2, deadLettered: 0 });
  }
  await archive.upload();
  expect(await stored()).toEqual({ all: 2, different: 2 });
});

test('an answer that is lost after the commit stores nothing twice, and the cursor waits for it', async () => {
  await log.append(ticksOf(PAIR, 2_500));
  failTimes(1, 'dropped');
  await archive.upload();
  expect(archive.status().state).toBe('down');
  // Later pages were under way and are stored; without the first one's answer they count for nothing.
  expect((await stored()).all).toBe(2_500);
  expect(await log.counts()).toMatchObject({ archived: 0, waiting: 2_500 });
  await archive.upload();
  expect(await stored()).toEqual({ all: 2_500, different: 2_500 });
  expect(await log.counts()).toMatchObject({ archived: 2_500, waiting: 0 });
});

test('an answer that never comes is given up, however busy the garbage collector is', async () => {
  archive = createArchive({
    supabase: { url: proxy.url, secretKey: supabase.secretKey },
    interval: INTERVAL_MS,
    requestTimeout: 500,
    log,
    metrics: new Metrics(),
    logger,
  });
  await log.append(ticksOf(PAIR, 10));
  failTimes(1, 'hung');
  const collecting = setInterval(collectGarbage, 20);
  try {
    await archive.upload();
  } finally {
    clearInterval(collecting);
  }
  expect(archive.status().problem).toMatch(/cannot be reached .*no answer within 0.5 s/);
  await archive.upload();
  expect(await stored()).toEqual({ all: 10, different: 10 });
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
  await log.append(ticksOf(PAIR, 10));
  failTimes(1, answer);
  await archive.upload();
  expect(archive.status().state).toBe('down');
  expect(await log.counts()).toMatchObject({ archived: 0, waiting: 10 });
  await archive.upload();
  expect(await stored()).toEqual({ all: 10, different: 10 });
});

test('a page that takes too long is sent in smaller ones', async () => {
  await log.append(ticksOf(PAIR, 2_000));
  failTimes(2, {
    status: 500,
    body: { code: '57014', message: 'canceling statement due to statement timeout' },
  });
  await archive.upload();
  expect(archive.status().state).toBe('up');
  expect(await stored()).toEqual({ all: 2_000, different: 2_000 });
});

describe('statement timeouts', () => {
  const timeout = {
    status: 500,
    body: { code: '57014', message: 'canceling statement due to statement timeout' },
  };

  test('a server that manages 600 rows is asked for more only now and then', async () => {
    let refused = 0;
    let accepted = 0;
    proxy.fault = (_method, path, body) => {
      if (!path.includes('/historical_ticks')) return undefined;
      const rows = (JSON.parse(body.toString()) as unknown[]).length;
      if (rows <= 600) accepted += 1;
      else refused += 1;
      return rows <= 600 ? undefined : timeout;
    };
    await log.append(ticksOf(PAIR, 20_000));
    await archive.upload();
    expect(await stored()).toEqual({ all: 20_000, different: 20_000 });
    expect(refused).toBeGreaterThan(0);
    expect(accepted / refused).toBeGreaterThan(5);
  });

  test('of a single tick are the server’s trouble, which passes', async () => {
    failTimes(Infinity, timeout);
    await log.append(ticksOf(PAIR, 1_200));
    await archive.upload();
    expect(archive.status()).toMatchObject({ state: 'down' });
    expect(archive.status().problem).toMatch(/no time even for a single tick/);
    expect(await log.counts()).toMatchObject({ waiting: 1_200, deadLettered: 0 });
    failTimes(0, timeout);
    await archive.upload();
    expect(archive.status()).toEqual({ state: 'up', problem: undefined });
    expect(await stored()).toEqual({ all: 1_200, different: 1_200 });
  });

  test('of a question for candles do not stop the uploads', async () => {
    await log.append(ticksOf(PAIR, 10));
    await archive.upload();
    proxy.fault = (_method, path) => (path.includes('/rpc/historical_ohlc') ? timeout : undefined);
    expect(await archive.candles({ pair: PAIR, timeframe: '1m', limit: 5 })).toEqual([]);
    expect(archive.status()).toEqual({ state: 'up', problem: undefined });
    expect(logger.problems).toEqual([]);
  });
});

describe('a row that the table refuses', () => {
  const bad = tickAt('X'.repeat(65), 0, 1);

  test('is set aside with the reason, and every other row is stored', async () => {
    await log.append([...ticksOf(PAIR, 700), bad, ...ticksOf(PAIR, 800, 500, 700)]);
    await archive.upload();
    expect(await stored()).toEqual({ all: 1_500, different: 1_500 });
    expect(await log.counts()).toMatchObject({ waiting: 0, archived: 1_500, deadLettered: 1 });
    expect(archive.status().state).toBe('up');
  });

  test('waits while nothing shows that others are accepted', async () => {
    await log.append([bad]);
    await archive.upload();
    expect(await log.counts()).toMatchObject({ waiting: 1, deadLettered: 0 });
    await log.append(ticksOf(PAIR, 1));
    await archive.upload();
    expect(await log.counts()).toMatchObject({ waiting: 0, archived: 1, deadLettered: 1 });
  });

  test('is no reason to set aside everything', async () => {
    await supabase.sql('alter table public.historical_ticks alter column pair type varchar(3)');
    try {
      await log.append(ticksOf(PAIR, 100));
      await archive.upload();
      expect(archive.status().problem).toMatch(/schema\.sql/);
      expect(await log.counts()).toMatchObject({ waiting: 100, deadLettered: 0 });
    } finally {
      await supabase.sql('alter table public.historical_ticks alter column pair type varchar(64)');
    }
    await archive.upload();
    expect(await stored()).toEqual({ all: 100, different: 100 });
  });
});

test('a project without schema.sql is told so at once', async () => {
  const empty = await startSupabase({ schema: false });
  archive = open(empty.secretKey, empty.url);
  await archive.upload();
  expect(archive.status()).toMatchObject({ state: 'paused' });
  expect(archive.status().problem).toMatch(/apply schema\.sql/);
  await empty.stop();
});

test('answers candles as the relay builds them, more than 1,000 too', async () => {
  const ticks = ticksOf(PAIR, 3_000, 700);
  await log.append(ticks);
  await archive.upload();
  const expected = candlesOfTicks(ticks, milliseconds(1_000)).map(closedCandle);
  expect(expected.length).toBeGreaterThan(1_500);
  expect(await archive.candles({ pair: PAIR, timeframe: '1s', limit: 5_000 })).toEqual(expected);
  const before = milliseconds(expected[500]?.time ?? 0);
  expect(await archive.candles({ pair: PAIR, timeframe: '1s', limit: 20, before })).toEqual(
    expected.slice(480, 500),
  );
});

test('without a project there is nothing to do', async () => {
  const off = createArchive({ interval: INTERVAL_MS, log, metrics: new Metrics(), logger });
  off.start();
  await off.upload();
  expect(off.status()).toEqual({ state: 'off' });
  expect(await off.candles({ pair: PAIR, timeframe: '1m', limit: 5 })).toEqual([]);
  await off.stop();
});
