import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Announcer } from './announcer.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const open = () => {
  const announcer = new Announcer();
  const told: string[] = [];
  announcer.text.subscribe((text) => void told.push(text));
  return { announcer, told };
};

test('the first is told at once, of those that follow quickly only the last', () => {
  const { announcer, told } = open();
  for (const pair of ['EURUSD', 'GBPUSD', 'USDJPY']) announcer.say(pair);
  expect(told).toEqual(['', 'EURUSD']);
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual(['', 'EURUSD', 'USDJPY']);
  announcer.say('AUDCAD');
  expect(told.at(-1)).toBe('AUDCAD');
});

test('however often it is called, it speaks at a pace that can be heard', () => {
  const { announcer, told } = open();
  for (let ms = 0; ms < 15_000; ms += 100) {
    announcer.say(`price ${ms}`);
    vi.advanceTimersByTime(100);
  }
  expect(told.length).toBeLessThanOrEqual(12);
});
