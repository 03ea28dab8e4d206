import { expect, test } from 'vitest';
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
