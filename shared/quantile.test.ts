import { expect, it } from 'vitest';
import { quantile } from './quantile.ts';

it('answers by nearest rank', () => {
  const samples = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect([quantile(samples, 0.5), quantile(samples, 0.99), quantile(samples, 1)]).toEqual([50, 99, 100]);
  expect(quantile([], 0.5)).toBeNaN();
});
