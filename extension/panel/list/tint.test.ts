import { expect, test } from 'vitest';
import { PAINT_INTERVAL_MS } from './frame-queue.ts';
import { Tint } from './tint.ts';

/** What is shown when the price takes each of `prices` in turn, one at each painting. */
const shown = (prices: readonly number[]) => {
  const tint = new Tint();
  return prices.map((price, index) => tint.next(price, index * PAINT_INTERVAL_MS));
};

test('a move tints in its direction until the next painting', () => {
  expect(shown([1, 2, 2, 2, 1, 1])).toEqual([undefined, 'up', undefined, undefined, 'down', undefined]);
});

test('a price that moves at every painting is tinted at every other one: never more than four times a second', () => {
  const tints = shown([1, 2, 3, 4, 5, 6, 7]);
  expect(tints).toEqual([undefined, 'up', undefined, 'up', undefined, 'up', undefined]);
  expect(2 * PAINT_INTERVAL_MS).toBeGreaterThanOrEqual(250);
});

test('the first price is no move, nor is the first one of another pair', () => {
  const tint = new Tint();
  expect(tint.next(1, 0)).toBeUndefined();
  tint.forget();
  expect(tint.next(2, 1_000)).toBeUndefined();
});
