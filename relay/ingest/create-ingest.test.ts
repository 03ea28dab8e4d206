import { expect, onTestFinished, test, vi } from 'vitest';
import { tickToTuple, type CapturedTick } from '../../shared/tick.ts';
import { milliseconds } from '../../shared/units.ts';
import { recordedLog } from '../../testing/recorded-log.ts';
import { candleAt, temporaryDataDir } from '../../testing/tick-log.ts';
import { START, tickAt, ticksOf } from '../../testing/ticks.ts';
import { MemoryHotStore } from '../hot-store/memory-hot-store.ts';
import { Metrics } from '../metrics.ts';
import { openTickLog } from '../tick-log/open-tick-log.ts';
import { createIngest } from './create-ingest.ts';

const PAIR = 'EURUSD_otc';
const HOUR_MS = 3_600_000;
const MINUTE = milliseconds(60_000);

const openIngest = async () => {
  const log = await openTickLog(temporaryDataDir());
  onTestFinished(() => log.close());
  const hotStore = new MemoryHotStore();
  const metrics = new Metrics();
  const logger = recordedLog();
  const live: CapturedTick[][] = [];
  hotStore.subscribe((ticks) => live.push([...ticks]));
  const ingest = createIngest({ log, hotStore, metrics, logger, now: () => START + HOUR_MS });
  const figure = async (name: string): Promise<unknown> => {
    const figures = await metrics.registry.getSingleMetric(`tick_relay_ticks_${name}_total`)?.get();
    return figures?.values.map(({ labels, value }) => [...Object.values(labels), value]);
  };
  return { ingest, log, hotStore, metrics, logger, live, figure };
};

const tuples = (ticks: readonly CapturedTick[]) => ticks.map(tickToTuple);

test('good ticks are live, durable and counted; a repetition is counted alone', async () => {
  const { ingest, log, live, figure } = await openIngest();
  const ticks = ticksOf(PAIR, 100);
  await ingest.ticks(tuples(ticks));
  await ingest.ticks(tuples(ticks));
  expect(live).toEqual([ticks]);
  expect((await log.counts()).kept).toBe(100);
  expect(await figure('received')).toEqual([[200]]);
  expect(await figure('kept')).toEqual([[100]]);
  expect(await figure('duplicate')).toEqual([[100]]);
});

test('a clock that is set back refuses no tick of before', async () => {
  const { log, hotStore, metrics, logger, figure } = await openIngest();
  const ingest = createIngest({ log, hotStore, metrics, logger });
  const now = Date.now();
  onTestFinished(() => void vi.useRealTimers());
  vi.useFakeTimers({ now: now - HOUR_MS, toFake: ['Date'] });
  await ingest.ticks([[PAIR, 1.1, now, now]]);
  expect(await figure('kept')).toEqual([[1]]);
  expect(logger.problems).toEqual([]);
});

test('ticks are live before the log has them', async () => {
  const { ingest, live } = await openIngest();
  const kept = ingest.ticks(tuples(ticksOf(PAIR, 3)));
  expect(live).toHaveLength(1);
  await kept;
});

test('each bad tick is refused alone, with its reason counted and said once', async () => {
  const { ingest, log, logger, figure } = await openIngest();
  const [good] = tuples(ticksOf(PAIR, 1));
  const now = START + HOUR_MS;
  await ingest.ticks([
    null,
    { pair: PAIR },
    [42, 1, START, now],
    ['no pair\n', 1, START, now],
    [PAIR, Number.NaN, START, now],
    [PAIR, -1, START, now],
    [PAIR, '1.5', START, now],
    [PAIR, 1.5, START + 0.5, now],
    [PAIR, 1.5, now + HOUR_MS, now],
    [PAIR, 1.5, -1, now],
    good,
  ]);
  await ingest.ticks([null]);
  expect(await figure('refused')).toEqual([
    ['shape', 3],
    ['pair', 2],
    ['price', 3],
    ['timestamp', 1],
    ['future', 1],
    ['ancient', 1],
  ]);
  expect(await log.ticks({ pair: PAIR, limit: 10 })).toHaveLength(1);
  expect((await log.counts()).kept).toBe(1);
  expect(logger.problems).toHaveLength(6);
  // In the log's own books too, the wholly refused batch with it.
  const { balanced, total, pairs } = await log.audit();
  expect({ balanced, ...total }).toMatchObject({ balanced: true, received: 12, kept: 1, refused: 11 });
  expect(pairs).toMatchObject([
    { pair: null, received: 5, refused: 5 },
    { pair: PAIR, received: 7, refused: 6, kept: 1 },
  ]);
});

test('history behind live ticks goes to the log alone', async () => {
  const { ingest, log, live } = await openIngest();
  await ingest.ticks(tuples([tickAt(PAIR, 600_000, 1.5)]));
  await ingest.ticks(tuples(ticksOf(PAIR, 1_000)));
  expect(live).toHaveLength(1);
  expect((await log.counts()).kept).toBe(1_001);
});

test('what the log cannot keep rejects, so that it is not acknowledged', async () => {
  const { ingest, log, figure } = await openIngest();
  await log.close();
  await expect(ingest.ticks(tuples(ticksOf(PAIR, 3)))).rejects.toThrow('The tick log is closed.');
  expect(await figure('kept')).toEqual([[0]]);
});

test('a cached series is forgotten when ticks come behind it, and kept when they follow it', async () => {
  const { ingest, hotStore } = await openIngest();
  const series = [candleAt(START, [0, 1, 1, 1, 1], 1)];
  const cache = () => hotStore.cacheCandles(PAIR, '1m', series, hotStore.cacheVersion(PAIR));
  const send = async (offset: number) => {
    await ingest.ticks(tuples([tickAt(PAIR, offset, 1.5)]));
    return hotStore.cachedCandles(PAIR, '1m');
  };
  await cache();
  expect(await send(600_000), 'the first of this run').toBeUndefined();
  await cache();
  expect(await send(601_000), 'newer').toEqual(series);
  expect(await send(600_500), 'a little late').toEqual(series);
  expect(await send(601_000 - 60_000), 'a minute late').toBeUndefined();
});

test('a series read before a late commit is not cached after it', async () => {
  const { ingest, hotStore } = await openIngest();
  await ingest.ticks(tuples([tickAt(PAIR, 600_000, 1.5)]));
  const version = hotStore.cacheVersion(PAIR);
  await ingest.ticks(tuples([tickAt(PAIR, 1_000, 1.4)]));
  await hotStore.cacheCandles(PAIR, '1m', [candleAt(START, [600, 1.5, 1.5, 1.5, 1.5], 1)], version);
  expect(await hotStore.cachedCandles(PAIR, '1m')).toBeUndefined();
});

test('the broker’s sound, ended candles are kept; others are refused and counted', async () => {
  const { ingest, log, hotStore, logger, figure } = await openIngest();
  await hotStore.cacheCandles(PAIR, '1m', [], hotStore.cacheVersion(PAIR));
  await ingest.brokerHistory(PAIR, MINUTE, [
    [START, 1, 2, 0.5, 1.5],
    [START + 1, 1, 2, 0.5, 1.5],
    [START, 1, 0.9, 0.5, 1.5],
    [START + 24 * HOUR_MS, 1, 2, 0.5, 1.5],
    ['0', 1, 2, 0.5, 1.5],
    [START + 60_000, 1, 2, 0.5],
    null,
  ]);
  await ingest.brokerHistory(PAIR, milliseconds(7_000), [[START, 1, 2, 0.5, 1.5]]);
  const { candles } = await log.candles({ pair: PAIR, timeframe: '1m', limit: 10 });
  expect(candles).toEqual([candleAt(START, [0, 1, 2, 0.5, 1.5])]);
  expect(await hotStore.cachedCandles(PAIR, '1m')).toBeUndefined();
  expect(await figure('refused')).toEqual([['candle', 7]]);
  expect(logger.problems).toEqual([expect.stringContaining("broker's candle that is not sound")]);
});

const RENAME = { from: 'active:76@iq-option', to: 'EURUSD@iq-option' };

test('a pair that had no name is called by it from then on, live and in the log', async () => {
  const { ingest, log, hotStore, live } = await openIngest();
  const changed: string[][] = [];
  ingest.onHistoryChanged((pairs) => changed.push([...pairs]));
  await ingest.ticks(tuples(ticksOf(RENAME.from, 3)));
  await ingest.renamed(RENAME);
  expect(changed).toContainEqual([RENAME.to]);
  await ingest.ticks(tuples(ticksOf(RENAME.from, 3, 500, 3)));
  expect(live.flat().map(({ pair }) => pair)).toEqual([
    ...Array<string>(3).fill(RENAME.from),
    ...Array<string>(3).fill(RENAME.to),
  ]);
  expect(await log.ticks({ pair: RENAME.to, limit: 100 })).toHaveLength(6);
  expect(await hotStore.recent(RENAME.to, 100)).toHaveLength(6);
  expect(await hotStore.recent(RENAME.from, 100)).toEqual([]);

  // A page that was opened anew says it again, and nobody has to load anything again.
  changed.length = 0;
  await ingest.renamed(RENAME);
  expect(changed).toEqual([]);
  expect(await hotStore.recent(RENAME.to, 100)).toHaveLength(6);
});

test('the names of earlier runs count from the first tick on', async () => {
  const { log, hotStore, metrics, logger, live } = await openIngest();
  const ingest = createIngest({ log, hotStore, metrics, logger, renames: [RENAME] });
  await ingest.ticks(tuples(ticksOf(RENAME.from, 3)));
  expect(live.flat().map(({ pair }) => pair)).toEqual(Array<string>(3).fill(RENAME.to));
});

test('what has its name, or is another broker’s, is not renamed: it is refused and counted', async () => {
  const { ingest, log, logger, figure } = await openIngest();
  await ingest.ticks(tuples(ticksOf(PAIR, 1)));
  await ingest.renamed({ from: PAIR, to: 'GBPUSD_otc' });
  await ingest.renamed({ from: RENAME.from, to: 'EURUSD@exnova' });
  expect(await figure('refused')).toEqual([['rename', 2]]);
  expect(await log.renames()).toEqual([]);
  expect(logger.problems).toHaveLength(1);
});
