import { expect, test, vi } from 'vitest';
import { recordedLog } from '../testing/recorded-log.ts';
import { RateLimitedLog } from './rate-limited-log.ts';

test('a key warns at once, then once a minute with the count since', () => {
  let now = 0;
  const log = recordedLog();
  const limited = new RateLimitedLog(log, () => now);
  limited.warn('price', 'A tick was refused.');
  limited.warn('price', 'A tick was refused.');
  limited.warn('price', 'A tick was refused.', 40);
  limited.warn('pair', 'A pair was refused.', 3);
  now = 59_999;
  limited.warn('price', 'A tick was refused.');
  expect(log.problems).toEqual(['A tick was refused.', 'A pair was refused. (3 times)']);
  now = 60_000;
  limited.warn('price', 'A tick was refused.');
  expect(log.problems.slice(2)).toEqual(['A tick was refused. (43 times)']);
  now = 180_000;
  limited.warn('price', 'A tick was refused.');
  expect(log.problems.slice(3)).toEqual(['A tick was refused.']);
});

test('what came after the first is told a minute later, although it does not come again', () => {
  vi.useFakeTimers();
  try {
    const log = recordedLog();
    const limited = new RateLimitedLog(log);
    limited.warn('price', 'A tick was refused.');
    limited.warn('price', 'Two ticks were refused.', 2);
    limited.warn('price', 'Three ticks were refused.', 3);
    vi.advanceTimersByTime(60_000);
    expect(log.problems).toEqual(['A tick was refused.', 'Three ticks were refused. (5 times)']);
    vi.advanceTimersByTime(600_000);
    limited.warn('price', 'A tick was refused.');
    expect(log.problems.slice(2)).toEqual(['A tick was refused.']);
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});
