import { expect, test } from 'vitest';
import { milliseconds } from '../../../shared/units.ts';
import { lastUpTo } from './candle-search.ts';

const candles = [10, 20, 40].map((time) => ({
  time: milliseconds(time),
  open: 1,
  high: 1,
  low: 1,
  close: 1,
  ticks: 1,
}));

test.each([
  [9, -1],
  [10, 0],
  [19, 0],
  [20, 1],
  [39, 1],
  [40, 2],
  [1_000, 2],
])('up to %d the last candle is number %d', (time, index) => {
  expect(lastUpTo(candles, time)).toBe(index);
});

test('without candles there is none', () => {
  expect(lastUpTo([], 5)).toBe(-1);
});
