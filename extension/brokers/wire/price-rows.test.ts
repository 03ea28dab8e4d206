import { describe, expect, test } from 'vitest';
import { candleOfRow, durationOfSeconds, tickOfRow } from './price-rows.ts';

const T = 1790265979.214;

describe('rows', () => {
  test('a tick, whatever follows its price', () => {
    expect(tickOfRow('EURUSD', [T, 1.1])).toEqual({
      symbol: 'EURUSD',
      price: 1.1,
      brokerTime: 1790265979214,
    });
    expect(tickOfRow('EURUSD', [T, 1.1, 0])?.price).toBe(1.1);
  });

  test('a candle has its close before its high and its low', () => {
    const candle = { brokerTime: 1790265960000, open: 1, close: 2, high: 3, low: 0.5 };
    expect(candleOfRow([1790265960, 1, 2, 3, 0.5, 41])).toEqual(candle);
  });

  test.each([null, [], 'x', {}, [T], [T, 0], [T, '1.1'], [0, 1.1], [Number.NaN, 1.1]])(
    '%j is neither',
    (row) => {
      expect(tickOfRow('EURUSD', row)).toBeUndefined();
      expect(candleOfRow(row)).toBeUndefined();
    },
  );
});

test.each([
  [60, 60_000],
  [0.5, 500],
  [0, undefined],
  [-60, undefined],
  ['60', undefined],
  [Infinity, undefined],
  [0.0001, undefined],
])('a period of %j seconds is %j ms', (period, duration) => {
  expect(durationOfSeconds(period)).toBe(duration);
});
