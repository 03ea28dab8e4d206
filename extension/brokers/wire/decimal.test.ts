import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { millisecondsOfFraction, priceOfDecimal, timeOfDecimalSeconds } from './decimal.ts';

describe('a price as text', () => {
  test.each([
    ['0.0010', 0.001],
    ['5541.20000', 5541.2],
    ['7', 7],
    ['1e-7', 1e-7],
    ['1.5E+3', 1_500],
    ['00.5', 0.5],
  ])('%s', (text, price) => {
    expect(priceOfDecimal(text)).toBe(price);
  });

  test.each([
    ...['', ' ', '0', '0.000', '-1', '+1', ' 1', '1 ', '1,5', '.5', '5.', '0x10', '1_000', 'NaN', 'Infinity'],
    ...['1e999', '1e', '1.2.3', '١', `1${'0'.repeat(40)}`],
    ...[1.5, null, undefined, [], ['1.5'], {}],
  ])('%j is none', (value) => {
    expect(priceOfDecimal(value)).toBeUndefined();
  });

  test('every price that is written is read as it was', () => {
    fc.assert(
      fc.property(fc.double({ min: Number.MIN_VALUE, noNaN: true, noDefaultInfinity: true }), (price) => {
        expect(priceOfDecimal(String(price))).toBe(price);
      }),
    );
  });

  test('any text gives a price or nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d.eE+-]{0,50}$/)), (text) => {
        const price = priceOfDecimal(text);
        expect(price === undefined || (Number.isFinite(price) && price > 0)).toBe(true);
      }),
    );
  });
});

describe('seconds as text', () => {
  test.each([
    ['1534614057.321597', 1_534_614_057_321],
    ['1534614057.3', 1_534_614_057_300],
    ['1534614057.0009', 1_534_614_057_000],
    ['1534614059.999999', 1_534_614_059_999],
    ['1534614057', 1_534_614_057_000],
  ])('%s, cut to milliseconds', (text, time) => {
    expect(timeOfDecimalSeconds(text)).toBe(time);
  });

  test.each(['', '0', '0.0', '-1', '1.', '.5', '1e9', '1.0000000001', '1234567890123', 1_534_614_057, null])(
    '%j is no time',
    (value) => {
      expect(timeOfDecimalSeconds(value)).toBeUndefined();
    },
  );
});

test.each([
  ['', 0],
  ['3', 300],
  ['03', 30],
  ['321597', 321],
  ['999999999', 999],
])('.%s is %d ms', (digits, expected) => {
  expect(millisecondsOfFraction(digits)).toBe(expected);
});
