/**
 * Whatever happens between the relay and its Supabase, and to Supabase itself: afterwards the table equals what was
 * sent, no row twice, and the log's counters add up. Every fault comes while ticks keep coming.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { archiveBench } from '../testing/archive-bench.ts';
import { waitUntil } from '../testing/child-server.ts';
import type { Fault } from '../testing/fault-proxy.ts';
import { rounds } from '../testing/fault-rounds.ts';
import { hasPostgres } from '../testing/postgres-server.ts';
import type { TestSupabase } from '../testing/supabase.ts';
import { startFeed, type TickFeed } from '../testing/tick-feed.ts';
import { tickAt } from '../testing/ticks.ts';
import { closedCandlesOf } from '../testing/closed-candles.ts';
import type { Tick } from '../shared/tick.ts';
import { timeframeDuration } from '../shared/timeframe.ts';

const PAIRS = ['EURUSD_otc', '#AAPL_otc', 'TON-USD_otc'];
const INTERVAL_MS = 100;
/** Users wait 15 s; what hangs is the same. */
const REQUEST_TIMEOUT_MS = 1_000;
const SETTLE_MS = 120_000;
/** The feed goes on while it is pruned: what one statement has to prune grows with the rounds. */
const PRUNING_TIMEOUT_MS = 15_000;

const bench = archiveBench(
  { ownProcess: true },
  { interval: INTERVAL_MS, requestTimeout: REQUEST_TIMEOUT_MS },
);
let feed: TickFeed;
beforeEach(() => {
  feed = startFeed(bench.log, PAIRS);
  bench.archive.start();
});
afterEach(() => feed.stop());

const isInsert = (method: string, path: string): boolean =>
  method === 'POST' && path.startsWith('/rest/v1/historical_ticks');

const keysOf = (rows: readonly Record<string, unknown>[]): string[] =>
  rows.map(({ pair, timestamp, price }) => `${String(pair)} ${String(timestamp)} ${String(price)}`).sort();

/** Ends the feed and lets everything arrive; then holds table, log and input against each other. */
const expectNothingLostOrDoubled = async (setAside: readonly Tick[] = []): Promise<void> => {
  await feed.stop();
  await waitUntil(
    async () => (await bench.log.counts()).waiting === 0,
    () => `Ticks still wait: ${bench.archive.status().problem ?? bench.archive.status().state}`,
    SETTLE_MS,
  );
  const archived = feed.sent.length;
  const kept = archived + setAside.length;
  expect(await bench.log.counts()).toEqual({ kept, archived, waiting: 0, deadLettered: setAside.length });
  const rows = await bench.supabase.sql('select pair, "timestamp", price from public.historical_ticks');
  expect(rows).toHaveLength(archived);
  expect(keysOf(rows)).toEqual(keysOf(feed.sent.map((tick) => ({ ...tick }))));
};

/** Spoils every second upload until it has done so `times` times; resolves then. */
const spoilUploads = async (fault: Fault, times: number): Promise<void> => {
  let uploads = 0;
  let spoilt = 0;
  bench.proxy.fault = (method, path) => {
    if (!isInsert(method, path) || spoilt >= times || uploads++ % 2 === 0) return undefined;
    spoilt += 1;
    return fault;
  };
  await waitUntil(
    () => spoilt >= times,
    () => `Only ${spoilt} of ${times} uploads came to be spoilt: ${bench.archive.status().problem ?? ''}`,
    SETTLE_MS,
  );
};

const TIMEOUT = { code: '57014', message: 'canceling statement due to statement timeout' };

const NO_TABLE = { code: 'PGRST205', message: "Could not find the table 'public.historical_ticks'" };
const NO_COLUMN = { code: 'PGRST204', message: "Could not find the 'price' column of 'historical_ticks'" };

describe('between the relay and Supabase', () => {
  test.each([
    ['the answer is lost after the commit', 'dropped'],
    ['a 201 is cut short', 'cut'],
    ['no answer comes', 'hung'],
    ['the answer drips without an end', 'dripping'],
    ['408', { status: 408 }],
    ['429', { status: 429, body: { message: 'too many requests' } }],
    ['500 of a connection that was lost', { status: 500, body: { code: '08006', message: 'lost' } }],
    ['503 without a body', { status: 503, text: '' }],
    ['503 of a schema cache that is not loaded', { status: 503, body: { code: 'PGRST002', message: 'x' } }],
    ['404 of an instance that does not know the table yet', { status: 404, body: NO_TABLE }],
    ['400 of an instance that does not know a column yet', { status: 400, body: NO_COLUMN }],
    ['504 with a page of HTML', { status: 504, text: '<html>gateway timeout</html>' }],
    ['520', { status: 520, text: 'error code: 520' }],
    ['a statement timeout', { status: 500, body: TIMEOUT }],
    ['413', { status: 413, text: '' }],
    ['404 without a body', { status: 404, text: '' }],
    ['a portal’s 200', { status: 200, text: '<html>sign in</html>' }],
    ['a refused key', { status: 401, body: { message: 'Invalid API key' } }],
    ['a refused role', { status: 403, body: { code: '42501', message: 'permission denied' } }],
  ] as const satisfies [string, Fault][])('%s', async (_name, fault) => {
    await spoilUploads(fault, rounds(3, 20));
    await expectNothingLostOrDoubled();
    expect(bench.archive.status()).toEqual({ state: 'up', problem: undefined });
  });
});

test('a key that is refused for a while pauses the uploads, says so, and needs no restart', async () => {
  bench.proxy.fault = () => ({ status: 401, body: { message: 'Invalid API key' } });
  await waitUntil(
    () => bench.archive.status().state === 'paused',
    () => `The archive is ${bench.archive.status().state}.`,
  );
  expect(bench.archive.status().problem).toMatch(/SUPABASE_SECRET_KEY \(401: Invalid API key\)/);
  const before = await bench.log.counts();
  await waitUntil(
    async () => (await bench.log.counts()).waiting > before.waiting + 500,
    () => 'The feed stopped.',
  );
  expect(await bench.log.counts()).toMatchObject({ archived: before.archived, deadLettered: 0 });
  bench.proxy.fault = () => undefined;
  await expectNothingLostOrDoubled();
});

test.each([
  ['table', 'rename to away', 'alter table public.away rename to historical_ticks'],
  ['column', 'rename price to away', 'alter table public.historical_ticks rename away to price'],
])(
  'a %s that is away for a while pauses the uploads, and no tick is set aside for it',
  async (_, away, back) => {
    await waitUntil(
      async () => (await bench.log.counts()).archived > 500,
      () => `Nothing is archived: ${bench.archive.status().problem ?? ''}`,
    );
    await bench.supabase.sql(`alter table public.historical_ticks ${away}`);
    await waitUntil(
      () => bench.archive.status().state === 'paused',
      () => `The archive is ${bench.archive.status().state}: ${bench.archive.status().problem ?? ''}`,
    );
    expect(bench.archive.status().problem).toMatch(
      /lacks what the relay needs .*; apply schema\.sql in its SQL editor/,
    );
    const before = await bench.log.counts();
    await waitUntil(
      async () => (await bench.log.counts()).waiting > before.waiting + 500,
      () => 'The feed stopped.',
    );
    expect(await bench.log.counts()).toMatchObject({ archived: before.archived, deadLettered: 0 });
    await bench.supabase.sql(back);
    await expectNothingLostOrDoubled();
  },
);

test('rows that the table refuses are set aside one by one, and faults on the way change nothing', async () => {
  const bad = Array.from({ length: 5 }, (_, index) => tickAt('X'.repeat(65), index, 1));
  const spoiling = spoilUploads('dropped', rounds(3, 20));
  for (const tick of bad) {
    const sent = feed.sent.length;
    await bench.log.append([tick]);
    await waitUntil(
      () => feed.sent.length > sent + 100,
      () => 'The feed stopped.',
    );
  }
  await spoiling;
  await expectNothingLostOrDoubled(bad);
});

type Signal = Parameters<NonNullable<TestSupabase['server']>['crash']>[0];

const crashablePostgres = (): NonNullable<TestSupabase['server']> => {
  if (!bench.supabase.server) throw new Error('This Supabase has no PostgreSQL of ours.');
  return bench.supabase.server;
};

/**
 * Crashes PostgreSQL some milliseconds after the next request of a kind, so that it comes before, within and after
 * its transaction; resolves then.
 */
const crashAt = (isMeant: (method: string, path: string) => boolean, signal: Signal): Promise<void> =>
  new Promise((resolve, reject) => {
    let armed = true;
    bench.proxy.fault = (method, path) => {
      if (!armed || !isMeant(method, path)) return undefined;
      armed = false;
      setTimeout(() => void crashablePostgres().crash(signal).then(resolve, reject), Math.random() * 40);
      return undefined;
    };
  });

describe.runIf(hasPostgres() && !process.env.SUPABASE_URL)('PostgreSQL ends at once', () => {
  test.each(['SIGQUIT', 'SIGKILL'] as const)('by %s in mid-batch', async (signal) => {
    for (let round = 0; round < rounds(2, 10); round += 1) {
      const { archived } = await bench.log.counts();
      await crashAt(isInsert, signal);
      await waitUntil(
        () => bench.archive.status().state === 'down',
        () => `The archive is ${bench.archive.status().state}.`,
      );
      await crashablePostgres().restart();
      await waitUntil(
        async () => (await bench.log.counts()).archived > archived,
        () => `The uploads did not go on: ${bench.archive.status().problem ?? ''}`,
        SETTLE_MS,
      );
    }
    await expectNothingLostOrDoubled();
  });

  test('while it prunes: each tick is in the table or in its candle, and in one of them only', async () => {
    const isPruning = (_method: string, path: string): boolean =>
      path.includes('/rpc/prune_historical_ticks');
    // Every tick of the feed is older than a day, and a relay that starts anew prunes after its first upload.
    const pruneAnew = async (): Promise<void> => {
      await bench.reopen({ retentionDays: 1, requestTimeout: PRUNING_TIMEOUT_MS });
      bench.archive.start();
    };
    for (let round = 0; round < rounds(3, 8); round += 1) {
      const crashed = crashAt(isPruning, round % 2 === 0 ? 'SIGKILL' : 'SIGQUIT');
      await pruneAnew();
      await crashed;
      await crashablePostgres().restart();
    }
    await feed.stop();
    await pruneAnew();
    await waitUntil(
      async () =>
        (await bench.log.counts()).waiting === 0 &&
        (await bench.supabase.sql('select from public.historical_ticks limit 1')).length === 0,
      () => `The ticks were not uploaded and pruned: ${bench.archive.status().problem ?? ''}`,
      SETTLE_MS,
    );
    expect(await bench.log.counts()).toMatchObject({ archived: feed.sent.length, waiting: 0 });
    for (const pair of PAIRS) {
      const ticks = feed.sent.filter((tick) => tick.pair === pair);
      expect(await bench.archive.candles({ pair, timeframe: '1m', limit: 10_000 })).toEqual(
        closedCandlesOf(ticks, timeframeDuration('1m')),
      );
    }
  });
});
