import { expect, test } from 'vitest';
import { milliseconds } from '../../../shared/units.ts';
import { TickRate } from './tick-rate.ts';

test('counts whole seconds only, five of them', () => {
  const rate = new TickRate();
  for (let second = 0; second < 5; second++) rate.add(4, milliseconds(second * 1_000 + 10));
  rate.add(100, milliseconds(5_000));
  expect(rate.perSecond(milliseconds(5_500))).toBe(4);
  expect(rate.perSecond(milliseconds(10_000))).toBe(20);
});

test('falls to nothing when the feed stops', () => {
  const rate = new TickRate();
  rate.add(10, milliseconds(0));
  expect(rate.perSecond(milliseconds(60_000))).toBe(0);
});
