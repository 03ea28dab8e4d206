import { expect, test } from 'vitest';
import { milliseconds } from '../../../../shared/units.ts';
import { formatPrice } from '../../data/price-format.ts';
import { legendLine } from './legend-line.ts';

const candle = (open: number, high: number, low: number, close: number, ticks = 1_234) => ({
  time: milliseconds(0),
  open,
  high,
  low,
  close,
  ticks,
});
const written = (digits: number) => (price: number) => formatPrice(price, digits);
const texts = (line: ReturnType<typeof legendLine>) => line.figures.map(({ text }) => text);

test('has open, high, low and close in the pair’s places, the change and how many ticks', () => {
  const line = legendLine(candle(1.1, 1.11234, 1.09, 1.112), false, written(5));
  expect(texts(line)).toEqual(['1.10000', '1.11234', '1.09000', '1.11200', '+1.09%', '1,234']);
  expect(line.direction).toBe('up');
});

test('a very small price is written out', () => {
  const line = legendLine(candle(1.5948e-5, 1.595e-5, 1.59e-5, 1.5947e-5), false, written(9));
  expect(texts(line).slice(0, 4)).toEqual(['0.000015948', '0.000015950', '0.000015900', '0.000015947']);
  expect(line.direction).toBe('down');
});

test('how many ticks a candle of the broker’s had is not known', () => {
  expect(texts(legendLine(candle(1, 1, 1, 1, 0), false, written(1))).at(-1)).toBe('–');
});

test('a single tick has but its price', () => {
  expect(legendLine(candle(2, 2, 2, 2, 1), true, written(3))).toEqual({
    direction: 'flat',
    figures: [{ name: 'price', text: '2.000' }],
  });
});
