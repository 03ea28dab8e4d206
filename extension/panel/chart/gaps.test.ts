import { expect, test } from 'vitest';
import { milliseconds } from '../../../shared/units.ts';
import { gapAfter, newestWithin } from './gaps.ts';

const MINUTE = milliseconds(60_000);
const candleAt = (minute: number) => ({
  time: milliseconds(minute * MINUTE),
  open: 1,
  high: 1,
  low: 1,
  close: 1,
  ticks: 1,
});
const gap = (from: number, to: number) =>
  gapAfter(milliseconds(from * MINUTE), milliseconds(to * MINUTE), MINUTE).map((time) => time / MINUTE);

test('neighbours have no gap, a quiet stretch has its minutes, a long one twelve', () => {
  expect(gap(5, 6)).toEqual([]);
  expect(gap(5, 9)).toEqual([6, 7, 8]);
  expect(gap(0, 1_000)).toHaveLength(12);
});

test('single ticks have no empty places between them', () => {
  expect(gapAfter(milliseconds(0), milliseconds(60_000), milliseconds(0))).toEqual([]);
});

test('counts gaps when it fits candles into a number of bars', () => {
  const candles = [0, 1, 2, 6, 7].map(candleAt);
  expect(newestWithin(candles, MINUTE, 2)).toBe(2);
  expect(newestWithin(candles, MINUTE, 5)).toBe(2);
  expect(newestWithin(candles, MINUTE, 6)).toBe(3);
  expect(newestWithin(candles, MINUTE, 100)).toBe(5);
});
