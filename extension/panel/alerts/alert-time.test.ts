import { expect, test } from 'vitest';
import { alertTime } from './alert-time.ts';

const local = (month: number, day: number, hours = 7): number =>
  new Date(2026, month - 1, day, hours, 5, 9).getTime();

test('a time of today has no day', () => {
  expect(alertTime(local(11, 23), local(11, 23, 23), 'local')).toBe('07:05:09');
});

test('the same day of another month is told apart', () => {
  expect(alertTime(local(11, 23), local(12, 23), 'local')).toBe('Nov 23 07:05:09');
});

test('in UTC where the trader chose it', () => {
  const at = Date.UTC(2026, 10, 23, 23, 59, 58);
  expect(alertTime(at, at + 1_000, 'utc')).toBe('23:59:58');
  expect(alertTime(at, at + 3_000, 'utc')).toBe('Nov 23 23:59:58');
});
