import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { recordedLog } from '../../testing/recorded-log.ts';
import { startSupabase, type TestSupabase } from '../../testing/supabase.ts';
import { START, tickAt, ticksOf } from '../../testing/ticks.ts';
import { closedCandlesOf } from '../../testing/closed-candles.ts';
import type { Candle } from '../../shared/candle.ts';
import type { Tick } from '../../shared/tick.ts';
import { timeframeDuration, type Timeframe } from '../../shared/timeframe.ts';
import { milliseconds } from '../../shared/units.ts';
import type { Archive } from '../archive/archive.ts';
import { createArchive } from '../archive/create-archive.ts';
import { SwappableHotStore } from '../hot-store/swappable-hot-store.ts';
import type { HotStore } from '../hot-store/hot-store.ts';
import { Metrics } from '../metrics.ts';
import { openTickLog } from '../tick-log/open-tick-log.ts';
import type { CandleQuery, TickLog } from '../tick-log/tick-log.ts';
import { createHistory } from './create-history.ts';
import type { History } from './history.ts';

const PAIR = 'EURUSD_otc';
const metrics = new Metrics();

let dataDir: string;
let log: TickLog;
let queries: CandleQuery[];
let hotStore: HotStore;
let archive: Archive;

/** The real log, with its questions counted. */
const countedLog = (): Pick<TickLog, 'candles' | 'gaps'> => ({
  candles: (query) => {
    queries.push(query);
    return log.candles(query);
  },
  gaps: (query) => log.gaps(query),
});
const historyOver = (over: Archive = archive): History =>
  createHistory({ log: countedLog(), hotStore, archive: over, metrics });
const newest = (timeframe: Timeframe, limit = 200): CandleQuery => ({ pair: PAIR, timeframe, limit });
const built = (ticks: readonly Tick[], timeframe: Timeframe): Candle[] =>
  closedCandlesOf(ticks, timeframeDuration(timeframe));

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'tick-relay-history-'));
  log = await openTickLog(dataDir);
  queries = [];
  hotStore = await SwappableHotStore.open({ redisUrls: [], redisPrefix: '', metrics, logger: recordedLog() });
  archive = await createArchive({ interval: 30_000, log, metrics, logger: recordedLog() });
});
afterEach(async () => {
  await hotStore.close();
  await log.close();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('the newest candles', () => {
  test('come from the log first and from the cache afterwards, equal in everything but the source', async () => {
    const ticks = ticksOf(PAIR, 1_000, 700);
    await log.append(ticks);
    const miss = await historyOver().candles(newest('1s'));
    const hit = await historyOver().candles(newest('1s'));
    expect(miss.source).toBe('log');
    expect(hit.source).toBe('cache');
    expect(miss.candles).toEqual(built(ticks, '1s').slice(-200));
    expect({ ...hit, source: miss.source, ms: miss.ms }).toEqual(miss);
    expect(hit.lastTimestamp).toBe(ticks.at(-1)?.timestamp);
    expect((await historyOver().candles(newest('1s', 7))).candles).toEqual(miss.candles.slice(-7));
  });

  test('follow the log past the cached series, however far it has gone on', async () => {
    let ticks = ticksOf(PAIR, 1_000, 700);
    await log.append(ticks);
    await historyOver().candles(newest('1s'));
    for (const more of [1, 1, 40, 500]) {
      const next = ticksOf(PAIR, more, 700, ticks.length);
      await log.append(next);
      ticks = [...ticks, ...next];
      const hit = await historyOver().candles(newest('1s'));
      expect(hit.source).toBe('cache');
      expect(hit.candles).toEqual(built(ticks, '1s').slice(-200));
    }
  });

  test('are cached although there are fewer than 200', async () => {
    const ticks = ticksOf(PAIR, 100, 1_000);
    await log.append(ticks);
    for (const [limit, source] of [
      [50, 'log'],
      [50, 'cache'],
      [200, 'cache'],
    ] as const) {
      const answer = await historyOver().candles(newest('1s', limit));
      expect(answer).toMatchObject({ source, candles: built(ticks, '1s').slice(-limit) });
    }
  });

  test('are read again after a late tick', async () => {
    const ticks = ticksOf(PAIR, 500, 1_000);
    await log.append(ticks);
    await historyOver().candles(newest('1s'));
    const late = tickAt(PAIR, 400_500, 9);
    await log.append([late]);
    await hotStore.forgetCandles([PAIR]);
    const answer = await historyOver().candles(newest('1s'));
    expect(answer.source).toBe('log');
    expect(answer.candles).toEqual(built([...ticks, late], '1s').slice(-200));
  });

  test('are not cached when a late tick came while they were read', async () => {
    const ticks = ticksOf(PAIR, 500, 1_000);
    await log.append(ticks);
    const late = tickAt(PAIR, 400_500, 9);
    const slowLog: Pick<TickLog, 'candles' | 'gaps'> = {
      ...countedLog(),
      candles: async (query) => {
        const before = await log.candles(query);
        await log.append([late]);
        await hotStore.forgetCandles([PAIR]);
        return before;
      },
    };
    await createHistory({ log: slowLog, hotStore, archive, metrics }).candles(newest('1s'));
    const answer = await historyOver().candles(newest('1s'));
    expect(answer.candles).toEqual(built([...ticks, late], '1s').slice(-200));
  });

  test('are read once for everybody who asks at the same time', async () => {
    await log.append(ticksOf(PAIR, 500, 1_000));
    const history = historyOver();
    const answers = await Promise.all(Array.from({ length: 20 }, () => history.candles(newest('1s'))));
    expect(queries).toHaveLength(1);
    expect(new Set(answers.map(({ candles }) => JSON.stringify(candles))).size).toBe(1);
    await Promise.all([history.candles(newest('5s')), history.candles(newest('1s'))]);
    expect(queries).toHaveLength(3);
  });
});

test('pages back with `before`, past the cache', async () => {
  const ticks = ticksOf(PAIR, 1_000, 1_000);
  await log.append(ticks);
  const history = historyOver();
  const all = built(ticks, '1s');
  let { candles } = await history.candles(newest('1s', 300));
  const pages = [candles];
  while (candles.length === 300) {
    const before = candles[0]?.time;
    ({ candles } = await history.candles({ ...newest('1s', 300), before }));
    pages.unshift(candles);
  }
  expect(pages.flat()).toEqual(all);
});

test('an unknown pair has no candles', async () => {
  expect(await historyOver().candles(newest('1m'))).toMatchObject({ candles: [], source: 'log' });
});

test("a series that ends with the broker's own candles is the same from the cache", async () => {
  const ticks = ticksOf(PAIR, 600, 1_000);
  await log.append(ticks);
  const minute = timeframeDuration('1m');
  const brokers = Array.from({ length: 300 }, (_, index) => ({
    time: milliseconds(START + (index - 250) * minute),
    ...{ open: 1, high: 2, low: 0.5, close: 1.5, ticks: 0 },
  }));
  await log.appendBrokerCandles(PAIR, minute, brokers);
  const first = await historyOver().candles(newest('1m'));
  const second = await historyOver().candles(newest('1m'));
  expect(first.candles).toHaveLength(200);
  expect({ ...second, source: 0, ms: 0 }).toEqual({ ...first, source: 0, ms: 0 });
});

describe('with an archive', () => {
  let supabase: TestSupabase;
  beforeAll(async () => {
    supabase = await startSupabase();
  });
  afterAll(() => supabase.stop());

  const open = async (): Promise<Archive> => {
    const opened = await createArchive({ supabase, interval: 30_000, log, metrics, logger: recordedLog() });
    await opened.upload();
    return opened;
  };

  test('reaches where the log does not any more', async () => {
    await supabase.sql('truncate public.historical_ticks');
    const ticks = ticksOf(PAIR, 600, 1_000);
    await log.append(ticks);
    const supabaseArchive = await open();
    await log.prune(milliseconds(START + 480_000), true);

    const history = historyOver(supabaseArchive);
    const reached = await history.candles(newest('1s'));
    expect(reached.source).toBe('archive');
    expect(reached.candles).toEqual(built(ticks, '1s').slice(-200));
    expect(await history.candles(newest('1s'))).toMatchObject({ source: 'cache', candles: reached.candles });
    expect(
      await history.candles({ ...newest('1s', 50), before: milliseconds(START + 60_000) }),
    ).toMatchObject({
      source: 'archive',
      candles: built(ticks, '1s').slice(10, 60),
    });
    expect(await history.candles(newest('1s', 20))).toMatchObject({ source: 'cache' });
    await supabaseArchive.stop();
  });

  test('completes the first candle, of which a new log knows the end only', async () => {
    await supabase.sql('truncate public.historical_ticks');
    const ticks = ticksOf(PAIR, 200, 1_000);
    const rows = ticks.map(({ pair, price, timestamp }) => `('${pair}', ${price}, ${timestamp})`);
    await supabase.sql(`insert into public.historical_ticks values ${rows.join()}`);
    await log.append(ticks.slice(100));
    const supabaseArchive = await open();
    const answer = await historyOver(supabaseArchive).candles(newest('1m'));
    expect(answer).toMatchObject({ source: 'archive', candles: built(ticks, '1m') });
    await supabaseArchive.stop();
  });

  test("answers with the log's candles when it fails", async () => {
    const ticks = ticksOf(PAIR, 30, 1_000);
    await log.append(ticks);
    const failing = await open();
    await supabase.sql('alter function public.historical_ohlc rename to hidden');
    const answer = await historyOver(failing).candles(newest('1s'));
    await supabase.sql('alter function public.hidden rename to historical_ohlc');
    expect(answer).toMatchObject({ source: 'log', candles: built(ticks, '1s') });
    expect(failing.status().problem).toBeDefined();
    // What the archive has must not be hidden by a short series once it is back.
    expect(await historyOver(failing).candles(newest('1s'))).toMatchObject({ source: 'log' });
    await failing.stop();
  });
});

test('an answer offers the gaps from its first candle on, the same from the cache, open ones too', async () => {
  const ticks = ticksOf(PAIR, 300, 1_000);
  await log.append(ticks);
  const [begin = 0, end = 0] = [ticks[0]?.timestamp, ticks.at(-1)?.timestamp];
  const span = (from: number, to: number) => ({
    pair: PAIR,
    from: milliseconds(from),
    to: milliseconds(to),
  });
  await log.appendFeedSpans([span(begin, begin + 50_000), span(begin + 60_000, begin + 200_000)]);
  await log.appendFeedSpans([span(begin + 210_000, end)]);
  const history = historyOver();
  const inner = { from: begin + 200_000, to: begin + 210_000, filled: false };
  // The last claim is years old, so the feed is down.
  const open = { from: end, filled: false };
  const answers = [await history.candles(newest('1s')), await history.candles(newest('1s'))];
  expect(answers.map(({ source, gaps }) => [source, gaps])).toEqual([
    ['log', [inner, open]],
    ['cache', [inner, open]],
  ]);
  const before = milliseconds(begin + 100_000);
  expect((await history.candles({ ...newest('1s'), before })).gaps).toEqual([
    { from: begin + 50_000, to: begin + 60_000, filled: false },
  ]);
  expect((await history.candles({ ...newest('1s'), pair: 'OTHER' })).gaps).toEqual([]);
});
