import { expect, test } from 'vitest';
import { milliseconds } from '../../../shared/units.ts';
import { formatAge, formatCount } from './age-format.ts';

test.each([
  [-5_000, '0s'],
  [999, '0s'],
  [1_000, '1s'],
  [59_999, '59s'],
  [60_000, '1m'],
  [7_200_000, '2h'],
  [200_000_000, '2d'],
])('%d ms is %s', (age, text) => {
  expect(formatAge(milliseconds(age))).toBe(text);
});

test.each([
  [0, '0'],
  [999, '999'],
  [1_000, '1.0k'],
  [10_234, '10.2k'],
  [345_600, '346k'],
  [999_960, '1.0M'],
  [3_140_000, '3.1M'],
])('%d is %s', (count, text) => {
  expect(formatCount(count)).toBe(text);
});
