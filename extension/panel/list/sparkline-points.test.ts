import { expect, test } from 'vitest';
import { sparklinePoints } from './sparkline-points.ts';

test('the highest price is at the top, the lowest at the bottom, the ticks evenly between left and right', () => {
  expect(sparklinePoints([1.1, 1.3, 1.2], 48, 20)).toBe('2.0,18.0 24.0,2.0 46.0,10.0');
});

test('prices that differ by their last pip alone use the whole height as well', () => {
  expect(sparklinePoints([1.59487e-5, 1.59488e-5], 48, 20)).toBe('2.0,18.0 46.0,2.0');
});

test('a price that does not move is a line through the middle', () => {
  expect(sparklinePoints([1.1, 1.1, 1.1], 48, 20)).toBe('2.0,10.0 24.0,10.0 46.0,10.0');
});
