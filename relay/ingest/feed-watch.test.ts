import { beforeEach, expect, test, vi } from 'vitest';
import { FEED_SILENCE_MS } from '../../shared/feed-span.ts';
import { milliseconds } from '../../shared/units.ts';
import { FeedWatch } from './feed-watch.ts';

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

const setUp = () => {
  const down: string[] = [];
  const watch = new FeedWatch((pair) => down.push(pair), Date.now);
  const claim = (pair: string, ago = 0) => {
    const to = milliseconds(Date.now() - ago);
    watch.claimed({ pair, from: to, to });
  };
  return { down, claim };
};

test('a feed is down when its claims stay away, which is said once', () => {
  const { down, claim } = setUp();
  claim('KEPT');
  claim('LEFT');
  vi.advanceTimersByTime(FEED_SILENCE_MS - 10_000);
  claim('KEPT');
  vi.advanceTimersByTime(10_001);
  expect(down).toEqual(['LEFT']);
  vi.advanceTimersByTime(FEED_SILENCE_MS);
  expect(down).toEqual(['LEFT', 'KEPT']);
  vi.advanceTimersByTime(10 * FEED_SILENCE_MS);
  expect(down).toHaveLength(2);
});

test('claims that come late and out of order move nothing', () => {
  const { down, claim } = setUp();
  claim('OLD', FEED_SILENCE_MS + 1);
  claim('LATE');
  claim('LATE', 30_000);
  vi.advanceTimersByTime(FEED_SILENCE_MS);
  expect(down).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(down).toEqual(['LATE']);
});
