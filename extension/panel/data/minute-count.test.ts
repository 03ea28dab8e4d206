import { expect, test } from 'vitest';
import { milliseconds } from '../../../shared/units.ts';
import { MinuteCount } from './minute-count.ts';

const START = Date.UTC(2025, 8, 1);
const at = (offset: number) => milliseconds(START + offset);

const countOf = (...offsets: number[]) => {
  const count = new MinuteCount();
  for (const offset of offsets) count.add(at(offset));
  return count;
};

test('counts the ticks of the last minute, and forgets them as it passes', () => {
  const count = countOf(0, 1_000, 20_000, 59_000);
  expect([59_000, 60_000, 79_999, 80_000, 114_999, 115_000].map((now) => count.at(at(now)))).toEqual([
    4, 2, 2, 1, 1, 0,
  ]);
});

test('a tick of another minute takes the place of those a minute or more before it', () => {
  expect(countOf(0, 1, 2, 60_000).at(at(60_000))).toBe(1);
});

test('a page’s history does not count as activity now', () => {
  expect(countOf(600_000, 0, 1_000, 2_000).at(at(600_000))).toBe(1);
});
