import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closedCandle, closedCandlesOf } from '../../../testing/closed-candles.ts';
import type { Candle } from '../../../shared/candle.ts';
import { milliseconds } from '../../../shared/units.ts';
import { LiveCandles } from './live-candles.ts';

const SECOND = milliseconds(1_000);
const quote = (timestamp: number, price: number) => ({ timestamp: milliseconds(timestamp), price });
const candle = (time: number, open: number, high: number, low: number, close: number, ticks = 4): Candle => ({
  time: milliseconds(time),
  open,
  high,
  low,
  close,
  ticks,
});
const page = (candles: readonly Candle[], lastTimestamp?: number) => ({
  candles,
  ...(lastTimestamp !== undefined && { lastTimestamp: milliseconds(lastTimestamp) }),
});
const ohlc = (candles: LiveCandles) =>
  candles.candles.map(({ time, open, high, low, close, ticks }) => [time, open, high, low, close, ticks]);

test('ticks become candles; a quiet second has none', () => {
  const series = new LiveCandles(SECOND);
  const changes = series.add([quote(1_000, 5), quote(1_400, 7), quote(1_900, 6), quote(4_000, 6)]);
  expect(ohlc(series)).toEqual([
    [1_000, 5, 7, 5, 6, 3],
    [4_000, 6, 6, 6, 6, 1],
  ]);
  expect(changes.live.map(({ time }) => time)).toEqual([1_000, 4_000]);
  expect(changes.inserted).toBe(false);
});

test('a late tick changes its older candle alone', () => {
  const series = new LiveCandles(SECOND);
  series.add([quote(1_000, 5), quote(2_000, 6)]);
  const changes = series.add([quote(1_900, 9)]);
  expect(changes.live).toEqual([]);
  expect(changes.late.map(({ time, high, close }) => [time, high, close])).toEqual([[1_000, 9, 9]]);
  expect(changes.inserted).toBe(false);
  expect(ohlc(series)).toEqual([
    [1_000, 5, 9, 5, 9, 2],
    [2_000, 6, 6, 6, 6, 1],
  ]);
});

test('a late tick of a second that had none inserts a candle', () => {
  const series = new LiveCandles(SECOND);
  series.add([quote(1_000, 5), quote(3_000, 6)]);
  expect(series.add([quote(2_500, 4)]).inserted).toBe(true);
  expect(series.candles.map(({ time }) => time)).toEqual([1_000, 2_000, 3_000]);
});

test('history goes under live ticks that came meanwhile, and none of them counts twice', () => {
  const series = new LiveCandles(SECOND);
  const meanwhile = [quote(5_100, 10), quote(5_300, 12), quote(5_500, 11)];
  series.add(meanwhile);
  series.load(page([candle(4_000, 8, 9, 8, 9), candle(5_000, 9, 12, 9, 12, 3)], 5_300), meanwhile, true);
  expect(ohlc(series)).toEqual([
    [4_000, 8, 9, 8, 9, 4],
    [5_000, 9, 12, 9, 11, 4],
  ]);
});

test('live candles newer than the history stay', () => {
  const series = new LiveCandles(SECOND);
  const meanwhile = [quote(6_100, 10)];
  series.add(meanwhile);
  series.load(page([candle(5_000, 9, 12, 9, 12)], 5_900), meanwhile, true);
  expect(ohlc(series)).toEqual([
    [5_000, 9, 12, 9, 12, 4],
    [6_000, 10, 10, 10, 10, 1],
  ]);
});

test('a candle that the relay closed keeps its close when a late tick arrives', () => {
  const series = new LiveCandles(SECOND);
  series.load(page([candle(4_000, 8, 9, 8, 9), candle(5_000, 9, 9, 9, 9)], 5_000), [], true);
  series.add([quote(4_500, 10)]);
  expect(ohlc(series)[0]).toEqual([4_000, 8, 10, 8, 9, 5]);
});

test('ticks before the first candle wait for the page of older candles, while there may be one', () => {
  const series = new LiveCandles(SECOND);
  series.load(page([candle(4_000, 8, 9, 8, 9)], 4_900), [], false);
  expect(series.add([quote(2_000, 1)]).beforeFirst).toBe(1);
  expect(series.prepend([candle(2_000, 1, 1, 1, 1), candle(4_000, 7, 7, 7, 7)], true)).toBe(1);
  expect(series.hasOlder).toBe(false);
  expect(series.add([quote(1_000, 2)]).inserted).toBe(true);
  expect(series.candles.map(({ time, open }) => [time, open])).toEqual([
    [1_000, 2],
    [2_000, 1],
    [4_000, 8],
  ]);
});

test('what was trimmed away can be asked for again', () => {
  const series = new LiveCandles(SECOND);
  series.add(Array.from({ length: 10 }, (_, index) => quote(index * 1_000, 1)));
  series.keepNewest(4);
  expect(series.candles.map(({ time }) => time)).toEqual([6_000, 7_000, 8_000, 9_000]);
  expect(series.hasOlder).toBe(true);
});

test('a senseless candle from the relay is left out', () => {
  const series = new LiveCandles(SECOND);
  series.load(page([candle(1_000, 5, 4, 6, 5), candle(2_000, 5, 6, 4, 5)]), [], true);
  expect(series.candles.map(({ time }) => time)).toEqual([2_000]);
});

test('any order and any split into batches gives the candles of all ticks', () => {
  const ticks = fc.uniqueArray(
    fc.record({ timestamp: fc.nat(20_000), price: fc.integer({ min: 1, max: 9 }) }),
    {
      selector: ({ timestamp, price }) => `${timestamp} ${price}`,
      maxLength: 60,
    },
  );
  fc.assert(
    fc.property(ticks, fc.integer({ min: 1, max: 10 }), (unbranded, size) => {
      const quotes = unbranded.map(({ timestamp, price }) => quote(timestamp, price));
      const series = new LiveCandles(SECOND);
      for (let from = 0; from < quotes.length; from += size) series.add(quotes.slice(from, from + size));
      expect(series.candles.map(closedCandle)).toEqual(closedCandlesOf(quotes, SECOND));
    }),
  );
});
