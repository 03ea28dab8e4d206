import { expect, test } from 'vitest';
import { TickBudget } from './tick-budget.ts';

test('a burst is taken, what exceeds it refused, and time gives it back', () => {
  const budget = new TickBudget(0);
  expect(budget.take(100_000, 0)).toBe(true);
  expect(budget.take(1, 0)).toBe(false);
  expect(budget.take(10_000, 1_000)).toBe(true);
  expect(budget.take(1, 1_000)).toBe(false);
  expect(budget.take(100_001, 1_000_000)).toBe(false);
  expect(budget.take(100_000, 1_000_000)).toBe(true);
});
