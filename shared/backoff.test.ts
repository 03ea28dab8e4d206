import { expect, test } from 'vitest';
import { backoff } from './backoff.ts';

const range = { first: 100, longest: 2_000 };

test.each([
  [1, 50, 100],
  [2, 100, 200],
  [5, 800, 1_600],
  [6, 1_000, 2_000],
  [1_000_000, 1_000, 2_000],
])('attempt %i waits between %i and %i ms', (attempt, least, most) => {
  for (let sample = 0; sample < 200; sample++) {
    const wait = backoff(attempt, range);
    expect(wait).toBeGreaterThanOrEqual(least);
    expect(wait).toBeLessThanOrEqual(most);
  }
});

test('two clients seldom wait equally long', () => {
  const waits = new Set(Array.from({ length: 50 }, () => backoff(6, range)));
  expect(waits.size).toBeGreaterThan(10);
});
