import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { UnseenSigns } from '../contracts/capture-status.ts';
import { PriceWatch, REPEAT_MS, UNSEEN_AFTER_MS } from './price-watch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const open = () => {
  const told: UnseenSigns[] = [];
  const page = { hasWorker: false, hasStream: false };
  const watch = new PriceWatch({
    signs: () => ({ ...page }),
    onUnseen: (signs) => void told.push(signs),
  });
  return { told, page, watch };
};

test('a page with a feed is never called unseen', () => {
  const { told, watch } = open();
  vi.advanceTimersByTime(UNSEEN_AFTER_MS - 1);
  watch.stop();
  vi.advanceTimersByTime(10 * REPEAT_MS);
  expect(told).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

test('a page without one is, again and again until it has one; a worker or a stream may be started later', () => {
  const { told, page, watch } = open();
  vi.advanceTimersByTime(UNSEEN_AFTER_MS);
  page.hasWorker = true;
  vi.advanceTimersByTime(REPEAT_MS);
  page.hasStream = true;
  vi.advanceTimersByTime(REPEAT_MS);
  expect(told).toEqual([
    { hasWorker: false, hasStream: false },
    { hasWorker: true, hasStream: false },
    { hasWorker: true, hasStream: true },
  ]);
  watch.stop();
  vi.advanceTimersByTime(10 * REPEAT_MS);
  expect(told).toHaveLength(3);
});
