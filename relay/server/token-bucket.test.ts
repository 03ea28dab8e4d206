import { expect, test } from 'vitest';
import { TokenBucket } from './token-bucket.ts';

test('a burst up to the rate passes, one more does not', () => {
  const bucket = new TokenBucket(3, () => 0);
  expect([bucket.take(), bucket.take(), bucket.take(), bucket.take()]).toEqual([true, true, true, false]);
});

test('time fills it again, but never above the rate', () => {
  let now = 0;
  const bucket = new TokenBucket(2, () => now);
  bucket.take();
  bucket.take();
  now = 500;
  expect([bucket.take(), bucket.take()]).toEqual([true, false]);
  now = 60_000;
  expect([bucket.take(), bucket.take(), bucket.take()]).toEqual([true, true, false]);
});
