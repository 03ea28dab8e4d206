import { expect, onTestFinished, test, vi } from 'vitest';
import { steadyNow } from './steady-clock.ts';

test('follows a clock that is set forward, and not one that is set back', () => {
  expect(
    steadyNow(
      () => 9_000,
      () => 5_000.7,
    ),
  ).toBe(9_000);
  expect(
    steadyNow(
      () => 1_000,
      () => 5_000.7,
    ),
  ).toBe(5_000);
});

test("is this computer's clock where nobody set it", () => {
  onTestFinished(() => void vi.useRealTimers());
  const before = Date.now();
  expect(steadyNow()).toBeGreaterThanOrEqual(before);
  vi.useFakeTimers({ now: before - 3_600_000, toFake: ['Date'] });
  expect(steadyNow()).toBeGreaterThanOrEqual(before);
});
