import { expect, test } from 'vitest';
import { calmRounds, median } from './calm-rounds.ts';

test('no more rounds than are needed or allowed, and three of them count', async () => {
  let measured = 0;
  const rounds = await calmRounds(() => Promise.resolve((measured += 1)));
  expect(rounds).toHaveLength(3);
  expect(measured).toBeGreaterThanOrEqual(3);
  expect(measured).toBeLessThanOrEqual(6);
  for (const { stolen } of rounds) expect(stolen).toBeGreaterThanOrEqual(0);
});

test('the median of a few numbers', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([5])).toBe(5);
  expect(median([])).toBeNaN();
});
