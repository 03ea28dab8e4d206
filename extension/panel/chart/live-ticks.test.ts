import fc from 'fast-check';
import { expect, test } from 'vitest';
import { milliseconds } from '../../../shared/units.ts';
import { LiveTicks } from './live-ticks.ts';

const quote = (timestamp: number, price: number) => ({ timestamp: milliseconds(timestamp), price });
const tickOf = (time: number, price: number) => ({
  time: milliseconds(time),
  open: price,
  high: price,
  low: price,
  close: price,
  ticks: 1,
});
const page = (...ticks: [time: number, price: number][]) => ({
  candles: ticks.map(([time, price]) => tickOf(time, price)),
});
const shown = (series: LiveTicks) => series.candles.map(({ time, close }) => [Math.floor(time), close]);

/** 2025, where a double of seconds is coarsest among the times that there are. */
const NOW = Date.UTC(2025, 8, 1);

test('each tick has its own place and its own price', () => {
  const series = new LiveTicks();
  const { live, inserted } = series.add([quote(1_000, 5), quote(1_250, 7)]);
  expect(live).toMatchObject([
    { time: 1_000, open: 5, high: 5, low: 5, close: 5, ticks: 1 },
    { time: 1_250, open: 7, high: 7, low: 7, close: 7, ticks: 1 },
  ]);
  expect(inserted).toBe(false);
});

test('ticks of one millisecond stand apart, in the chart’s seconds too, and within their millisecond', () => {
  const series = new LiveTicks();
  for (let price = 1; price <= 300; price++) series.add([quote(NOW, price)]);
  series.add([quote(NOW + 1, 1)]);
  const seconds = series.candles.map(({ time }) => time / 1_000);
  expect(seconds.every((time, index) => index === 0 || time > (seconds[index - 1] ?? 0))).toBe(true);
  expect(series.candles.slice(0, -1).every(({ time }) => Math.floor(time) === NOW)).toBe(true);
});

test('a tick that comes late takes its place, and the series is to be set anew', () => {
  const series = new LiveTicks();
  series.add([quote(1_000, 5), quote(3_000, 6)]);
  expect(series.add([quote(2_000, 4)])).toMatchObject({ live: [], inserted: true });
  expect(shown(series)).toEqual([
    [1_000, 5],
    [2_000, 4],
    [3_000, 6],
  ]);
});

test('history and live ticks are joined without repetition, whichever came first', () => {
  const series = new LiveTicks();
  series.add([quote(2_000, 5), quote(2_000, 4), quote(2_500, 6)]);
  series.load(page([1_000, 1], [2_000, 4], [2_000, 5]), [], true);
  expect(series.add([quote(2_500, 6), quote(2_500, 7)]).live).toHaveLength(1);
  expect(shown(series)).toEqual([
    [1_000, 1],
    [2_000, 4],
    [2_000, 5],
    [2_500, 6],
    [2_500, 7],
  ]);
});

test('a page may end within a millisecond: that one is asked for again, and nothing is missed', () => {
  const series = new LiveTicks();
  series.load(page([2_000, 5], [3_000, 6]), [], false);
  expect(series.hasOlder).toBe(true);
  expect(series.olderBefore).toBe(2_001);
  expect(series.prepend(page([1_000, 1], [2_000, 4], [2_000, 5]).candles, true)).toBe(2);
  expect(series.hasOlder).toBe(false);
  expect(shown(series)).toEqual([
    [1_000, 1],
    [2_000, 4],
    [2_000, 5],
    [3_000, 6],
  ]);
});

test('a tick before the first is left to an older page, unless there is none', () => {
  const series = new LiveTicks();
  series.load(page([2_000, 5]), [], false);
  expect(series.add([quote(1_000, 1)])).toMatchObject({ inserted: false, beforeFirst: 1 });
  series.prepend([], true);
  expect(series.add([quote(1_000, 1)])).toMatchObject({ inserted: true, beforeFirst: 0 });
});

test('a page that does not reach what was there takes its place', () => {
  const series = new LiveTicks();
  series.load(page([1_000, 1], [2_000, 2]), [], true);
  series.load(page([8_000, 3], [9_000, 4]), [], false);
  expect(shown(series)).toEqual([
    [8_000, 3],
    [9_000, 4],
  ]);
  expect(series.hasOlder).toBe(true);
});

test('forgets all but the newest, which can be asked for again', () => {
  const series = new LiveTicks();
  series.load(page([1_000, 1], [2_000, 2], [3_000, 3]), [], true);
  series.keepNewest(2);
  expect(shown(series)).toEqual([
    [2_000, 2],
    [3_000, 3],
  ]);
  expect(series.hasOlder).toBe(true);
});

test('any order and any split gives the same ticks, ascending without two at one place', () => {
  const tick = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 5 }));
  fc.assert(
    fc.property(fc.array(fc.array(tick, { maxLength: 8 }), { maxLength: 8 }), (batches) => {
      const series = new LiveTicks();
      for (const batch of batches) series.add(batch.map(([time, price]) => quote(NOW + time, price)));
      const given = new Set(batches.flat().map(([time, price]) => `${NOW + time}/${price}`));
      expect(new Set(shown(series).map(([time, price]) => `${time}/${price}`))).toEqual(given);
      const times = series.candles.map(({ time }) => time);
      expect(times).toHaveLength(given.size);
      expect(times.every((time, index) => index === 0 || time > (times[index - 1] ?? 0))).toBe(true);
    }),
  );
});
