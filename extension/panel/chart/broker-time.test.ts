import { expect, test } from 'vitest';
import { milliseconds } from '../../../shared/units.ts';
import { BrokerTime } from './broker-time.ts';

const NOW = 1_000_000;
const brokerTime = (): BrokerTime => new BrokerTime(() => milliseconds(NOW));
const hear = (time: BrokerTime, ...behind: number[]): void => {
  for (const ms of behind) time.hear(milliseconds(NOW - ms), milliseconds(NOW));
};

test('before the first tick it is the computer’s own', () => {
  expect(brokerTime().now()).toBe(NOW);
});

test('of ticks on their way for different times the fastest tells it', () => {
  const time = brokerTime();
  hear(time, 400, 80, 250);
  expect(time.now()).toBe(NOW - 80);
});

test('a page’s history, which is old when it comes, changes nothing', () => {
  const time = brokerTime();
  hear(time, 80, 600_000, 3_600_000);
  expect(time.now()).toBe(NOW - 80);
});

test('a computer whose clock is behind is corrected', () => {
  const time = brokerTime();
  hear(time, -42_000);
  expect(time.now()).toBe(NOW + 42_000);
});

test('a clock that was set is followed within some messages', () => {
  const time = brokerTime();
  hear(time, -42_000);
  hear(time, ...Array.from({ length: 200 }, () => 80));
  expect(time.now()).toBe(NOW - 80);
});
