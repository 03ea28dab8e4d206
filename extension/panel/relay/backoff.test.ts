import { expect, test } from 'vitest';
import { backoffDelay } from './backoff.ts';

test('doubles from a quarter of a second up to ten seconds', () => {
  const none = () => 0;
  expect([0, 1, 2, 5, 6, 50].map((attempt) => backoffDelay(attempt, none))).toEqual([
    250, 500, 1_000, 8_000, 10_000, 10_000,
  ]);
});

test('jitter takes at most half away', () => {
  expect(backoffDelay(1, () => 0.999999)).toBeGreaterThan(249);
  expect(backoffDelay(1, () => 0.5)).toBe(375);
});
