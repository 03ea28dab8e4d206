import { expect, test } from 'vitest';
import { createPace } from './pace.ts';

const MINUTE = 60_000;
const first = Date.UTC(2025, 8, 3, 10);
const last = first + 30 * MINUTE;
const startedAt = Date.UTC(2026, 0, 5, 12, 0, 12, 345);
const base = { first, last, startedAt, originalTimes: false };

test('as fast as life, ticks are due at their distances and shown as of now', () => {
  const pace = createPace({ ...base, speed: 1 });
  expect([first, first + 500, last].map((timestamp) => pace.dueAfter(timestamp))).toEqual([
    0,
    500,
    30 * MINUTE,
  ]);
  expect(pace.shown(first)).toBe(Date.UTC(2026, 0, 5, 12));
});

test.each([2, 60, Infinity])(
  '%s times as fast, the last tick is shown at its own time and none later',
  (speed) => {
    const pace = createPace({ ...base, speed });
    const end = startedAt + pace.dueAfter(last);
    expect(pace.dueAfter(last)).toBe((30 * MINUTE) / speed);
    expect(pace.shown(last)).toBeLessThanOrEqual(end);
    expect(pace.shown(last)).toBeGreaterThan(end - MINUTE);
    expect(pace.shown(last) - pace.shown(first)).toBe(last - first);
  },
);

test('slower than life, no tick is shown before its time', () => {
  const pace = createPace({ ...base, speed: 0.5 });
  expect(pace.shown(first)).toBeLessThanOrEqual(startedAt);
  expect(pace.shown(last)).toBeLessThanOrEqual(startedAt + pace.dueAfter(last));
});

test('whole minutes are shifted, so that a minute keeps its ticks', () => {
  for (const speed of [0.3, 1, 7, Infinity])
    expect(createPace({ ...base, speed }).shown(first) % MINUTE).toBe(0);
});

test('original times stay', () => {
  expect(createPace({ ...base, speed: 10, originalTimes: true }).shown(first)).toBe(first);
});
