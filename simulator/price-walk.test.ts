import { describe, expect, it } from 'vitest';
import { PriceWalk } from './price-walk.ts';
import { seededRandom } from './random.ts';

const prices = (walk: PriceWalk, count: number): number[] => Array.from({ length: count }, () => walk.next());

describe('PriceWalk', () => {
  it('repeats about a quarter of its prices, as the broker does', () => {
    const walked = prices(new PriceWalk(1.3, 5, seededRandom(7)), 10_000);
    const repeats = walked.filter((price, index) => index > 0 && price === walked[index - 1]).length;
    expect(repeats / walked.length).toBeGreaterThan(0.23);
    expect(repeats / walked.length).toBeLessThan(0.29);
  });

  it('stays near home, above zero, and within its digits', () => {
    for (const [home, digits] of [
      [0.007741, 6],
      [108_420.5, 2],
      [0.00001, 5],
    ] as const) {
      const walked = prices(new PriceWalk(home, digits, seededRandom(3)), 20_000);
      expect(Math.min(...walked)).toBeGreaterThan(0);
      expect(Math.max(...walked)).toBeLessThan(home * 1.2 + 10 ** -digits);
      expect(walked.every((price) => price === Number(price.toFixed(digits)))).toBe(true);
    }
  });

  it('gives the same prices for the same seed and others for another', () => {
    const walked = (seed: number): number[] => prices(new PriceWalk(1.3, 5, seededRandom(seed)), 100);
    expect(walked(1)).toEqual(walked(1));
    expect(walked(1)).not.toEqual(walked(2));
  });
});
