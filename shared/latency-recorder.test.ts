import { expect, test } from 'vitest';
import { milliseconds } from './units.ts';
import { LatencyRecorder } from './latency-recorder.ts';

const recorderOf = (latencies: Iterable<number>) => {
  const recorder = new LatencyRecorder();
  for (const latency of latencies) recorder.record(milliseconds(latency));
  return recorder;
};

test('nothing recorded has no summary', () => {
  expect(recorderOf([]).summary()).toBeUndefined();
});

test('p50 and p99 by nearest rank, whatever the order', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(recorderOf(hundred).summary()).toEqual({ p50: 50, p99: 99 });
  expect(recorderOf([7]).summary()).toEqual({ p50: 7, p99: 7 });
});

test('keeps the last 10,000 in order', () => {
  const recorder = recorderOf(Array.from({ length: 10_003 }, (_, index) => index));
  const samples = recorder.samples();
  expect(samples).toHaveLength(10_000);
  expect([samples[0], samples.at(-1)]).toEqual([3, 10_002]);
});
