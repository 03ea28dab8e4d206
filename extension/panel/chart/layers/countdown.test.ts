import { expect, test } from 'vitest';
import { timeframeDuration, type Timeframe } from '../../../../shared/timeframe.ts';
import { milliseconds } from '../../../../shared/units.ts';
import { countdownText, isCounting, untilNextSecond } from './countdown.ts';

const at = (...time: [hours: number, minutes: number, seconds: number, ms?: number]) =>
  milliseconds(Date.UTC(2025, 7, 31, ...time));

test.each([
  ['1m', at(14, 3, 18), '00:42'],
  ['1m', at(14, 3, 18, 1), '00:42'],
  ['1m', at(14, 3, 59, 999), '00:01'],
  ['1m', at(14, 4, 0), '01:00'],
  ['5s', at(14, 4, 3, 500), '00:02'],
  ['15m', at(14, 2, 55), '12:05'],
  ['4h', at(12, 53, 0), '3:07:00'],
  ['1d', at(0, 0, 0), '24:00:00'],
] as const)('of a %s candle', (timeframe: Timeframe, now, text) => {
  expect(countdownText(now, timeframeDuration(timeframe))).toBe(text);
});

test('nothing is counted for single ticks, a second, or a feed that has stopped', () => {
  const minute = timeframeDuration('1m');
  expect(isCounting(at(14, 3, 5), at(14, 3, 0), minute)).toBe(true);
  expect(isCounting(at(14, 4, 5), at(14, 3, 0), minute)).toBe(true);
  expect(isCounting(at(14, 5, 0), at(14, 3, 0), minute)).toBe(false);
  expect(isCounting(at(14, 3, 0, 5), at(14, 3, 0), timeframeDuration('1s'))).toBe(false);
  expect(isCounting(at(14, 3, 0, 5), at(14, 3, 0), milliseconds(0))).toBe(false);
});

test('the next second is told from fractions too', () => {
  expect(untilNextSecond(milliseconds(5_250))).toBe(750);
  expect(untilNextSecond(milliseconds(5_000))).toBe(1_000);
});
