import { afterEach, expect, test, vi } from 'vitest';
import { captionTime } from './caption-time.ts';

const TIME = Date.UTC(2026, 10, 23, 7, 55, 12, 345);

afterEach(() => vi.unstubAllEnvs());

test.each([
  ['Asia/Kolkata', '2026-11-23 13:25:12 UTC+5:30'],
  ['America/New_York', '2026-11-23 02:55:12 UTC−5'],
  ['UTC', '2026-11-23 07:55:12 UTC'],
])('on the clock of %s, which it names', (zone, text) => {
  vi.stubEnv('TZ', zone);
  expect(captionTime(TIME, 'local')).toBe(text);
  expect(captionTime(TIME, 'utc')).toBe('2026-11-23 07:55:12 UTC');
});
