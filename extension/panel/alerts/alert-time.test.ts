import { expect, test } from 'vitest';
import { alertTime } from './alert-time.ts';

const at = new Date(2026, 10, 23, 7, 5, 9).getTime();

test('a time of today has no day', () => {
  expect(alertTime(at, new Date(2026, 10, 23, 23).getTime())).toBe('07:05:09');
});

test('the same day of another month, and midnight, are told apart', () => {
  expect(alertTime(at, new Date(2026, 11, 23, 7, 5).getTime())).toBe('Nov 23 07:05:09');
  expect(alertTime(new Date(2026, 10, 23).getTime(), at)).toBe('00:00:00');
});
