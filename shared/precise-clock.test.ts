import fc from 'fast-check';
import { expect, test } from 'vitest';
import { preciseClock } from './precise-clock.ts';

test('fractions come from the monotonic clock while it agrees with the wall clock', () => {
  let elapsed = 0;
  const now = preciseClock(
    1_000_000,
    () => elapsed,
    () => Math.floor(1_000_000 + elapsed),
  );
  for (elapsed of [0, 0.1, 17.3, 60_000.9]) expect(now()).toBe(1_000_000 + elapsed);
});

test('an origin that was wrong from the start is mended with the first reading', () => {
  const now = preciseClock(
    1_000_361,
    () => 20.25,
    () => 1_000_020,
  );
  expect(now()).toBe(1_000_020.5);
});

test('whatever the clocks do, the time is within 5 ms of the wall clock, also after an interrupted reading', () => {
  const step = fc.record({
    passed: fc.double({ min: 0, max: 100_000, noNaN: true }),
    set: fc.oneof(fc.constant(0), fc.double({ min: -1e7, max: 1e7, noNaN: true })),
    interrupted: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 500, noNaN: true })),
  });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      let [monotonic, wall, interrupted] = [0, 1_756_680_000_000, 0];
      const now = preciseClock(
        wall,
        () => monotonic,
        () => {
          monotonic += interrupted;
          wall += interrupted;
          return Math.floor(wall);
        },
      );
      for (const { passed, set, interrupted: pause } of steps) {
        monotonic += passed;
        wall += passed + set;
        interrupted = pause;
        expect(Math.abs(now() - wall)).toBeLessThanOrEqual(5.5);
      }
    }),
  );
});
