import { expect, test } from 'vitest';
import { Backoff } from './backoff.ts';

test('doubles from a quarter of a second to fifteen, shortened by up to half', () => {
  const backoff = new Backoff();
  const longest = Array.from({ length: 8 }, () => backoff.next(0));
  expect(longest).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
  expect(backoff.next(1)).toBe(7_500);
  backoff.reset();
  expect(backoff.next(0.5)).toBe(187.5);
});
