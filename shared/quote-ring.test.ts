import fc from 'fast-check';
import { expect, test } from 'vitest';
import { QuoteRing } from './quote-ring.ts';
import { milliseconds } from './units.ts';

test('it holds the last ticks in order of arrival, however many came', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 60, max: 200 })),
      fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { size: 'large' }),
      fc.nat(220),
      (capacity, prices, count) => {
        const quotes = prices.map((price, index) => ({ price, timestamp: milliseconds(index) }));
        const ring = new QuoteRing(capacity);
        for (const quote of quotes) ring.add(quote);
        const kept = quotes.slice(-capacity);
        expect(ring.size).toBe(kept.length);
        expect(ring.quotes()).toEqual(kept);
        expect(ring.quotes(count)).toEqual(count === 0 ? [] : kept.slice(-count));
        expect(kept.map((_, index) => ring.price(index))).toEqual(kept.map(({ price }) => price));
      },
    ),
  );
});
