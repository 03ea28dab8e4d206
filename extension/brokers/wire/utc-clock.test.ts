import { expect, test } from 'vitest';
import { milliseconds } from '../../../shared/units.ts';
import { UtcClock } from './utc-clock.ts';

const NOW = milliseconds(1_790_000_000_000);
const at = (ms: number) => ({ brokerTime: milliseconds(NOW + ms) });

test('every time is UTC, however far from the clock of this computer', () => {
  const clock = new UtcClock();
  expect(clock.offset).toBe(0);
  const ticks = [at(-86_400_000), at(7_200_000)];
  expect(clock.decide(ticks, NOW)).toEqual(ticks.map((tick) => ({ tick, offset: 0 })));
});

test("the broker's clock is as far ahead as the newest tick of the last frame that had one", () => {
  const clock = new UtcClock();
  expect(clock.brokerTimeAt(NOW)).toBe(NOW);
  clock.decide([at(-80), at(-30), at(-50)], NOW);
  clock.decide([], NOW);
  expect(clock.brokerTimeAt(milliseconds(NOW + 1_000))).toBe(NOW + 970);
});
