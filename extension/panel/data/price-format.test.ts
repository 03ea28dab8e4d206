import { expect, test } from 'vitest';
import { changeBetween, decimalsOf, formatPrice, legibleDigits, splitPrice } from './price-format.ts';

test.each([
  [1.08423, 5],
  [182, 0],
  [182.5, 1],
  [8.367e-6, 9],
  [1e-7, 7],
  [1e21, 0],
  [0.1 + 0.2, 12],
])('%d has %d decimal places', (price, digits) => {
  expect(decimalsOf(price)).toBe(digits);
});

test.each([
  ['the broker’s', 1.08423, 5, 6, 5],
  ['the broker’s, with fewer figures than the price has', 0.5, 3, 9, 3],
  ['the price’s, where the broker’s would leave hardly any', 1.5948e-5, 5, 9, 9],
  ['the price’s, where the broker gives none', 1.5948e-5, undefined, 9, 9],
])('decimal places are %s', (_, price, given, written, digits) => {
  expect(legibleDigits(price, given, written)).toBe(digits);
});

test('a very small price is written out', () => {
  expect(formatPrice(8.367e-6, 9)).toBe('0.000008367');
});

test.each([
  ['1.08423', '1.084', '23'],
  ['182.5', '18', '2.5'],
  ['0.000008367', '0.0000083', '67'],
  ['7', '', '7'],
])('%s: the last two digits stand out', (text, head, pips) => {
  expect(splitPrice(text)).toEqual({ head, pips });
});

test('a change carries its sign, and none where it rounds to nothing', () => {
  expect(changeBetween(100, 101.234)).toEqual({ direction: 'up', text: '+1.23%' });
  expect(changeBetween(100, 98)).toEqual({ direction: 'down', text: '−2.00%' });
  expect(changeBetween(100, 99.999)).toEqual({ direction: 'flat', text: '0.00%' });
});
