import { expect, test } from 'vitest';
import { ticksOf } from '../../testing/ticks.ts';
import { PairActivity } from './pair-activity.ts';

const PAIR = 'EURUSD_otc';

test('the ticks of the last minute count', () => {
  let now = 1_000_000;
  const activity = new PairActivity(() => now);
  activity.add(ticksOf(PAIR, 10));
  now += 30_000;
  activity.add([...ticksOf(PAIR, 5), ...ticksOf('#AAPL_otc', 1)]);
  expect([activity.perMinute(PAIR), activity.perMinute('#AAPL_otc')]).toEqual([15, 1]);
  now += 30_000;
  expect(activity.perMinute(PAIR)).toBe(5);
  now += 3_600_000;
  expect(activity.perMinute(PAIR)).toBe(0);
  activity.add(ticksOf(PAIR, 2));
  expect(activity.perMinute(PAIR)).toBe(2);
  expect(activity.perMinute('AUDUSD_otc')).toBe(0);
});
