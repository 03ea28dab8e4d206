import { expect, test } from 'vitest';
import type { Candle } from '../../../shared/candle.ts';
import type { FeedGap } from '../../../shared/feed-span.ts';
import { milliseconds, type Milliseconds } from '../../../shared/units.ts';
import type { HistoryMessage } from '../relay/pending-histories.ts';
import type { HistoryQuery } from '../relay/relay-view.ts';
import type { CandleChart } from './candle-chart.ts';
import { ChartFeed, type FeedState } from './chart-feed.ts';

const quote = (timestamp: number, price: number) => ({ timestamp: milliseconds(timestamp), price });
const candle = (time: number, price: number): Candle => ({
  time: milliseconds(time),
  open: price,
  high: price,
  low: price,
  close: price,
  ticks: 1,
});
const candles = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => candle(from + index * 1_000, 5));

/** Records what the canvas would be told: the library itself is driven in the browser tests. */
class RecordedChart implements CandleChart {
  readonly calls: string[] = [];
  barCount = 0;
  barsInReach = 60;
  show(shown: readonly Candle[]): void {
    this.calls.push(`show ${shown.length}`);
    this.barCount = shown.length;
  }
  replace(shown: readonly Candle[]): void {
    this.calls.push(`replace ${shown.length}`);
    this.barCount = shown.length;
  }
  update(late: readonly Candle[], live: readonly Candle[]): void {
    this.calls.push(`update ${late.length} late ${live.length} live`);
  }
}

/** An answer passes some promises on its way. */
const answered = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
};

const setUp = () => {
  const chart = new RecordedChart();
  const asked: {
    query: HistoryQuery;
    answer: (candles: Candle[], lastTimestamp?: number, gaps?: FeedGap[]) => Promise<void>;
    fail: () => Promise<void>;
  }[] = [];
  const states: [FeedState, boolean][] = [];
  const told: (readonly FeedGap[])[] = [];
  const feed = new ChartFeed({
    chart,
    histories: {
      history: (query) =>
        new Promise<HistoryMessage>((resolve, reject) => {
          asked.push({
            query,
            answer: async (given, lastTimestamp, gaps) => {
              resolve({
                type: 'history',
                id: 0,
                pair: query.pair,
                timeframe: query.timeframe,
                candles: given,
                source: 'log',
                ms: 1,
                gaps,
                ...(lastTimestamp === undefined ? {} : { lastTimestamp: milliseconds(lastTimestamp) }),
              });
              await answered();
            },
            fail: async () => {
              reject(new Error('gone'));
              await answered();
            },
          });
        }),
      tickHistory: ({ pair, before = milliseconds(700_001) }) => {
        const from = before - 1 - 499 * 100;
        const ticks = Array.from({ length: from < 600_000 ? 3 : 500 }, (_, index): [number, Milliseconds] => [
          5,
          milliseconds(from + index * 100),
        ]);
        return Promise.resolve({ type: 'tickHistory' as const, id: 0, pair, ticks, ms: 1 });
      },
    },
    onState: (...state) => states.push(state),
    onGaps: (gaps) => told.push(gaps),
  });
  return { chart, asked, states, told, feed };
};

test('starts from history and draws each message once', async () => {
  const { chart, asked, states, feed } = setUp();
  feed.select('EURUSD_otc', '1s', []);
  expect(asked[0]?.query).toEqual({ pair: 'EURUSD_otc', timeframe: '1s', limit: 200 });
  await asked[0]?.answer(candles(0, 200), 199_500);
  expect(feed.take([quote(199_600, 6), quote(199_700, 7)])).toBe(2);
  expect(chart.calls).toEqual(['show 0', 'show 200', 'update 0 late 1 live']);
  expect(feed.candles.at(-1)).toMatchObject({ time: 199_000, high: 7, close: 7, ticks: 3 });
  expect(states.at(-1)).toEqual(['ready', false]);
});

test('ticks that come before the answer are drawn at once and stay', async () => {
  const { chart, asked, feed } = setUp();
  feed.select('EURUSD_otc', '1s', [quote(3_100, 8)]);
  feed.take([quote(3_200, 9)]);
  await asked[0]?.answer([candle(2_000, 5), candle(3_000, 8)], 3_100);
  expect(chart.calls).toEqual(['show 1', 'update 0 late 1 live', 'show 2']);
  expect(feed.candles.at(-1)).toMatchObject({ open: 8, high: 9, close: 9, ticks: 2 });
});

test('an answer for a pair that is no longer shown is left out', async () => {
  const { asked, feed } = setUp();
  feed.select('EURUSD_otc', '1s', []);
  feed.select('AUDCAD_otc', '1s', []);
  await asked[0]?.answer(candles(0, 3));
  expect(feed.candles).toEqual([]);
  await asked[1]?.answer(candles(0, 2));
  expect(feed.candles).toHaveLength(2);
});

test('scrolling back asks for one page at a time, and for none after the last', async () => {
  const { chart, asked, feed } = setUp();
  feed.select('EURUSD_otc', '1s', []);
  await asked[0]?.answer(candles(500_000, 200));
  const first = feed.loadOlder();
  await feed.loadOlder();
  expect(asked).toHaveLength(2);
  expect(asked[1]?.query.before).toBe(500_000);
  await asked[1]?.answer(candles(400_000, 50));
  await first;
  expect(chart.calls.at(-1)).toBe('replace 250');
  await feed.loadOlder();
  expect(asked).toHaveLength(2);
});

test('a failed history leaves what live ticks drew and is told', async () => {
  const { asked, states, feed } = setUp();
  feed.select('EURUSD_otc', '1s', [quote(3_100, 8)]);
  await asked[0]?.fail();
  expect(states.at(-1)).toEqual(['failed', false]);
  expect(feed.candles).toHaveLength(1);
  feed.reload();
  await asked[1]?.answer([candle(2_000, 5)]);
  expect(feed.candles.map(({ time }) => time)).toEqual([2_000, 3_000]);
});

test('a long live series is trimmed, unless the trader looks at its past', async () => {
  const { chart, asked, feed } = setUp();
  feed.select('EURUSD_otc', '1s', []);
  await asked[0]?.answer(candles(0, 200));
  chart.barCount = 1_501;
  chart.barsInReach = 1_400;
  feed.take([quote(200_000, 5)]);
  expect(chart.calls.at(-1)).toBe('update 0 late 1 live');
  feed.take(Array.from({ length: 1_301 }, (_, index) => quote(201_000 + index * 1_000, 5)));
  chart.barCount = 1_502;
  chart.barsInReach = 60;
  feed.take([quote(1_502_000, 5)]);
  expect(chart.calls.at(-1)).toBe('replace 1000');
  expect(feed.candles).toHaveLength(1_000);
});

test('asked to reload while an answer is under way, it asks again after it', async () => {
  const { asked, feed } = setUp();
  feed.select('EURUSD_otc', '1s', []);
  feed.reload();
  feed.reload();
  expect(asked).toHaveLength(1);
  await asked[0]?.answer(candles(50_000, 1), 50_000);
  expect(asked).toHaveLength(2);
  await asked[1]?.answer(candles(0, 51), 50_000);
  expect(feed.candles).toHaveLength(51);
  expect(asked).toHaveLength(2);
});

test('gaps are told with each answer, and none of them stays for another pair', async () => {
  const { asked, told, feed } = setUp();
  const gap = { from: milliseconds(1_000), to: milliseconds(9_000), filled: false };
  feed.select('EURUSD_otc', '1s', []);
  await asked[0]?.answer(candles(0, 200), 199_500, [gap]);
  feed.reload();
  await asked[1]?.answer(candles(0, 200), 199_500);
  feed.reload();
  await asked[2]?.answer(candles(0, 200), 199_500, [gap]);
  feed.select('GBPUSD_otc', '1s', []);
  expect(told).toEqual([[gap], [], [gap], []]);
});

test('older pages bring their gaps along', async () => {
  const { asked, told, feed } = setUp();
  const gap = (from: number, to?: number): FeedGap => ({
    from: milliseconds(from),
    ...(to !== undefined && { to: milliseconds(to) }),
    filled: false,
  });
  feed.select('EURUSD_otc', '1s', []);
  await asked[0]?.answer(candles(500_000, 200), 699_500, [gap(690_000)]);
  const older = feed.loadOlder();
  await asked[1]?.answer(candles(300_000, 200), undefined, [gap(310_000, 340_000)]);
  await older;
  expect(told.at(-1)).toEqual([gap(310_000, 340_000), gap(690_000)]);
  feed.reload();
  await asked[2]?.answer(candles(500_000, 200), 699_500, [gap(690_000, 699_000)]);
  expect(told.at(-1)).toEqual([gap(310_000, 340_000), gap(690_000, 699_000)]);
});

test('a tick chart starts from the log’s ticks, goes on tick by tick and pages back', async () => {
  const { chart, asked, feed } = setUp();
  feed.select('EURUSD_otc', 'ticks', []);
  await answered();
  expect(asked).toEqual([]);
  expect(feed.candles.at(-1)?.time).toBe(700_000);
  expect(feed.take([quote(700_100, 6), quote(700_200, 7)])).toBe(2);
  expect(chart.calls).toEqual(['show 0', 'show 500', 'update 0 late 2 live']);
  await feed.loadOlder();
  // The first millisecond was asked for again, and is not there twice.
  expect(chart.calls.at(-1)).toBe('replace 1001');
  await feed.loadOlder();
  const shown = chart.calls.length;
  await feed.loadOlder();
  expect(chart.calls).toHaveLength(shown);
});
