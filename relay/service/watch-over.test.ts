import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchOver } from './watch-over.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const watch = (ask: () => Promise<number>) => {
  const told: unknown[] = [];
  const stop = watchOver({
    ask,
    everyMs: 100,
    patience: 3,
    onAnswer: (answer) => told.push(answer),
    onSilence: (reason) => told.push(['silence', reason]),
  });
  return { told, stop };
};

test('it asks at once and then again, until it is stopped', async () => {
  let asked = 0;
  const { told, stop } = watch(() => Promise.resolve((asked += 1)));
  await vi.advanceTimersByTimeAsync(350);
  stop();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(told).toEqual([1, 2, 3, 4]);
});

test('silence is told once, after as many times as it has patience', async () => {
  let asked = 0;
  const { told } = watch(() => {
    asked += 1;
    return new Promise(() => undefined);
  });
  await vi.advanceTimersByTimeAsync(250);
  expect(told).toEqual([]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect([told, asked]).toEqual([[['silence', undefined]], 1]);
});

test('failures count as silence, with the last one as its reason; an answer ends the count', async () => {
  const failure = new Error('no');
  const answers = [failure, failure, 7, failure, failure, failure];
  const { told } = watch(() => {
    const answer = answers.shift();
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer ?? 0);
  });
  await vi.advanceTimersByTimeAsync(540);
  expect(told).toEqual([7]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(told).toEqual([7, ['silence', failure]]);
});
