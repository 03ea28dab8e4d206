import { expect, test } from 'vitest';
import { milliseconds } from '../../../shared/units.ts';
import { brokerTick, tickHistories } from './broker-tick.ts';

const T = milliseconds(1_790_000_000_000);

test('a tick needs a symbol, a price and a time', () => {
  expect(brokerTick('BTCUSDT', 1.5, T)).toEqual({ symbol: 'BTCUSDT', price: 1.5, brokerTime: T });
  expect(brokerTick(7, 1.5, T)).toBeUndefined();
  expect(brokerTick('BTCUSDT', undefined, T)).toBeUndefined();
  expect(brokerTick('BTCUSDT', 1.5, undefined)).toBeUndefined();
});

test('past ticks become a history a symbol, in their order', () => {
  const [a1, b, a2] = ['A', 'B', 'A'].map((symbol, i) => ({ symbol, price: i + 1, brokerTime: T }));
  expect(tickHistories([a1, b, a2].filter((tick) => tick !== undefined))).toEqual([
    { symbol: 'A', duration: undefined, ticks: [a1, a2], candles: [] },
    { symbol: 'B', duration: undefined, ticks: [b], candles: [] },
  ]);
  expect(tickHistories([])).toEqual([]);
});
