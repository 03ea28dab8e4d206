import { expect, test } from 'vitest';
import { derivPrice, derivTime, digitsOfPip } from './numbers.ts';

test.each([
  [1.2345, 1.2345],
  ['303.9150', 303.915],
  ['7', 7],
  ['1.5e-7', 1.5e-7],
  ['2E+3', 2_000],
])('%j is the price %d', (value, price) => {
  expect(derivPrice(value)).toBe(price);
});

test.each([
  '',
  ' 1',
  '1 ',
  '+1',
  '-1',
  '0',
  '0.0',
  '.5',
  '5.',
  '0x10',
  '1_000',
  '1,5',
  'NaN',
  'Infinity',
  '1e999',
  '1'.repeat(41),
  '1\n',
  null,
  true,
  [1],
  {},
  Number.NaN,
  Infinity,
  0,
  -1,
])('%j is no price', (value) => {
  expect(derivPrice(value)).toBeUndefined();
});

test('seconds, as a number or as text, are milliseconds', () => {
  expect(derivTime(1_790_000_000)).toBe(1_790_000_000_000);
  expect(derivTime('1790000000')).toBe(1_790_000_000_000);
  expect(derivTime('soon')).toBeUndefined();
});

test.each([
  [0.01, 2],
  [0.001, 3],
  [0.00001, 5],
  ['1e-05', 5],
  ['0.0001', 4],
  [1, 0],
  [5, 0],
  [0.25, 2],
  [0.1, 1],
])('a step of %j has %d decimals', (pip, digits) => {
  expect(digitsOfPip(pip)).toBe(digits);
});

test.each([0, -0.01, '', 'x', null, undefined, 1e-20])('%j is no step', (pip) => {
  expect(digitsOfPip(pip)).toBeUndefined();
});
