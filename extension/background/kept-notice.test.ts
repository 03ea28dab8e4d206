import { expect, test, vi } from 'vitest';
import type { KeptMessage } from '../contracts/bridge-messages.ts';
import { KeptNotice, NOTICE_DELAY_MS } from './kept-notice.ts';

test('tells once for several, every id, and nothing to a bridge that has gone', () => {
  vi.useFakeTimers();
  try {
    const told: KeptMessage[] = [];
    const notice = new KeptNotice((message) => told.push(message));
    notice.add(1);
    notice.add(2);
    vi.advanceTimersByTime(NOTICE_DELAY_MS);
    notice.add(3);
    vi.advanceTimersByTime(NOTICE_DELAY_MS);
    notice.add(4);
    notice.cancel();
    vi.advanceTimersByTime(NOTICE_DELAY_MS);
    expect(told).toEqual([
      { type: 'kept', ids: [1, 2] },
      { type: 'kept', ids: [3] },
    ]);
  } finally {
    vi.useRealTimers();
  }
});
