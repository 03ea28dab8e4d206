import { expect, test } from 'vitest';
import { RecentTimes } from './recent-times.ts';

test('the newest times count, the older ones no more', () => {
  const times = new RecentTimes();
  expect(times.summary()).toBeUndefined();
  for (let ms = 1; ms <= 100; ms++) times.add(ms);
  expect(times.summary()).toEqual({ p50: 50, p99: 99, count: 100 });
  for (let index = 0; index < 1_024; index++) times.add(7);
  expect(times.summary()).toEqual({ p50: 7, p99: 7, count: 1_024 });
});
