import { expect, test } from 'vitest';
import { priceAtPip, priceTyped } from './price-input.ts';

test.each([
  ['1.08345', 1.08345],
  [' 1,08345 ', 1.08345],
  ['1.5948e-05', 1.5948e-5],
  ['182', 182],
])('%s is a price', (text, price) => {
  expect(priceTyped(text)).toBe(price);
});

test.each(['', ' ', '0', '-1', 'abc', '1.2.3', 'Infinity', '1 000'])('"%s" is none', (text) => {
  expect(priceTyped(text)).toBeUndefined();
});

test('a price between two pips is that of the nearer one', () => {
  expect(priceAtPip(1.083_449_7, 5)).toBe(1.08345);
  expect(priceAtPip(182.4, 0)).toBe(182);
  expect(priceAtPip(0.000_001, 5)).toBeUndefined();
  expect(priceAtPip(-1.2, 5)).toBeUndefined();
});
