import { expect, test } from 'vitest';
import { milliseconds } from '../../../shared/units.ts';
import { SeenTicks } from './seen-ticks.ts';

test('the same time and price is new once; another price of that time is another tick', () => {
  const seen = new SeenTicks();
  expect(seen.add(milliseconds(1), 1.1)).toBe(true);
  expect(seen.add(milliseconds(1), 1.1)).toBe(false);
  expect(seen.add(milliseconds(1), 1.2)).toBe(true);
  expect(seen.add(milliseconds(1), 1.2)).toBe(false);
  expect(seen.add(milliseconds(2), 1.1)).toBe(true);
});

test('remembers at least the last 4,096 moments and forgets what is long past', () => {
  const seen = new SeenTicks();
  for (let time = 0; time < 10_000; time++) seen.add(milliseconds(time), 1);
  for (let time = 10_000 - 4_096; time < 10_000; time++) {
    expect(seen.add(milliseconds(time), 1)).toBe(false);
  }
  expect(seen.add(milliseconds(0), 1)).toBe(true);
});
