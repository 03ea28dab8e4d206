import { expect, test } from 'vitest';
import { milliseconds } from '../../../shared/units.ts';
import { utcCandles } from './utc-candle.ts';

const MINUTE = milliseconds(60_000);
const AHEAD = milliseconds(7_200_000);
const T = Date.UTC(2026, 0, 5, 10, 30);
const candle = (time: number, high = 3) => ({
  brokerTime: milliseconds(time + AHEAD),
  ...{ open: 1.5, high, low: 1, close: 2 },
});

test('a candle comes out at its UTC time, with no ticks of ours', () => {
  expect(utcCandles([candle(T)], MINUTE, AHEAD)).toEqual([
    { time: T, open: 1.5, high: 3, low: 1, close: 2, ticks: 0 },
  ]);
});

test('what is no candle and what begins at no multiple of the length is left out', () => {
  expect(utcCandles([candle(T, 1.9), candle(T + 1_000)], MINUTE, AHEAD)).toEqual([]);
});
