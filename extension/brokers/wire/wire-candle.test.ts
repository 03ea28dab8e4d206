import { expect, test } from 'vitest';
import { milliseconds } from '../../../shared/units.ts';
import { wireCandle } from './wire-candle.ts';
import { priceOf } from './wire-values.ts';

const T = milliseconds(1_790_000_000_000);
const PRICES = { open: 2, high: 4, low: 1, close: 3 };

test('a candle has each price under its own name, and nothing else of its row', () => {
  expect(wireCandle(T, { ...PRICES, ...{ volume: 7 } }, priceOf)).toEqual({ brokerTime: T, ...PRICES });
});

test('each price is read as the broker writes it', () => {
  const doubled = (value: unknown): number | undefined => (typeof value === 'number' ? value * 2 : undefined);
  expect(wireCandle(T, PRICES, doubled)).toMatchObject({ open: 4, high: 8, low: 2, close: 6 });
});

test.each(['open', 'high', 'low', 'close'])('without its %s it is none', (name) => {
  expect(wireCandle(T, { ...PRICES, [name]: undefined }, priceOf)).toBeUndefined();
  expect(wireCandle(T, { ...PRICES, [name]: 0 }, priceOf)).toBeUndefined();
});

test('without a time it is none', () => {
  expect(wireCandle(undefined, PRICES, priceOf)).toBeUndefined();
});
