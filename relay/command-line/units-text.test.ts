import { expect, test } from 'vitest';
import { bytesText, durationText, latencyText } from './units-text.ts';

test('durations', () => {
  expect([-5, 999, 59_999, 60_000, 3_599_999, 7_500_000, 90_000_000].map(durationText)).toEqual([
    ...['0 s', '0 s', '59 s', '1 min', '59 min', '2 h 5 min', '1 d 1 h'],
  ]);
});

test('sizes', () => {
  expect([0, 999, 1_000, 12_345, 1_500_000_000, 2e15].map(bytesText)).toEqual([
    ...['0 B', '999 B', '1.0 KB', '12 KB', '1.5 GB', '2000 TB'],
  ]);
});

test('latencies', () => {
  expect([0.254, 4.25, 12.4, 1_500].map(latencyText)).toEqual(['0.25 ms', '4.3 ms', '12 ms', '1.5 s']);
});
