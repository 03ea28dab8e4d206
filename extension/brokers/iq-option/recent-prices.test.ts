import { expect, test } from 'vitest';
import { milliseconds } from '../../../shared/units.ts';
import { RECENT, RecentPrices } from './recent-prices.ts';

const at = (time: number, price = 1.1, activeId = 76) => ({
  activeId,
  price,
  brokerTime: milliseconds(time),
});

test('a price is new once', () => {
  const recent = new RecentPrices();
  expect(
    [at(1), at(2), at(1), at(1, 1.2), at(1, 1.1, 77), at(2)].map((price) => recent.isNew(price)),
  ).toEqual([true, true, false, true, true, false]);
});

test('it remembers the newest, of a number that does not grow', () => {
  const recent = new RecentPrices();
  const last = 10 * RECENT;
  for (let time = 0; time <= last; time += 1) recent.isNew(at(time));
  expect(recent.isNew(at(last - RECENT + 1))).toBe(false);
  expect(recent.isNew(at(last - 2 * RECENT))).toBe(true);
});
