import { describe, expect, it } from 'vitest';
import { seededRandom } from './random.ts';
import { tickSchedule, type ScheduledTick } from './tick-schedule.ts';

const take = (pairs: number, slotMs: number, count: number): ScheduledTick[] => {
  const schedule = tickSchedule(pairs, slotMs, seededRandom(5));
  return Array.from({ length: count }, () => schedule.next().value);
};

describe('tickSchedule', () => {
  it.each([
    [8, 62.5],
    [8, 1],
    [2, 1],
    [1, 2],
    [40, 0.05],
  ])('never gives a pair the same millisecond twice: %i pairs, a tick every %f ms', (pairs, slotMs) => {
    const ticks = take(pairs, slotMs, 20_000);
    expect(new Set(ticks.map(({ pairIndex, at }) => `${pairIndex} ${at}`)).size).toBe(ticks.length);
    expect(ticks.every(({ at }, index) => at >= (ticks[index - 1]?.at ?? 0))).toBe(true);
  });

  it('keeps the rate: the last tick lies in its own slot', () => {
    const count = 20_000;
    const last = take(8, 62.5, count).at(-1)?.at ?? 0;
    expect(Math.abs(last - (count - 1) * 62.5)).toBeLessThanOrEqual(62.5);
  });

  it('now and then gives two pairs one millisecond', () => {
    const ticks = take(8, 62.5, 2_000);
    const shared = ticks.filter(({ at }, index) => index > 0 && at === ticks[index - 1]?.at).length;
    expect(shared).toBeGreaterThan(40);
    expect(shared).toBeLessThan(160);
  });
});
