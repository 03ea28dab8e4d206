import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Turns } from './turns.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('each that has asked draws once, one at a time', () => {
  const drawn: string[] = [];
  const turns = new Turns();
  const [one, other] = [() => void drawn.push('one'), () => void drawn.push('other')];
  turns.ask(one);
  turns.ask(other);
  turns.ask(one);
  expect(drawn).toEqual([]);
  vi.advanceTimersToNextTimer();
  expect(drawn).toEqual(['one']);
  vi.advanceTimersToNextTimer();
  expect(drawn).toEqual(['one', 'other']);
  expect(vi.getTimerCount()).toBe(0);
});

test('one that never stops asking does not keep another waiting', () => {
  const drawn: string[] = [];
  const turns = new Turns();
  const busy = () => {
    drawn.push('busy');
    turns.ask(busy);
  };
  turns.ask(busy);
  turns.ask(() => void drawn.push('quiet'));
  vi.advanceTimersToNextTimer();
  vi.advanceTimersToNextTimer();
  expect(drawn).toEqual(['busy', 'quiet']);
});

test('what is forgotten has no turn', () => {
  const drawn: string[] = [];
  const turns = new Turns();
  const gone = () => void drawn.push('gone');
  turns.ask(gone);
  turns.ask(() => void drawn.push('other'));
  turns.forget(gone);
  vi.runAllTimers();
  expect(drawn).toEqual(['other']);
});
