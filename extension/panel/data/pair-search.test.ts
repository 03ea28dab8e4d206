import { expect, test } from 'vitest';
import { matchesSearch } from './pair-search.ts';

const EURUSD = { pair: 'EURUSD_otc', label: 'EUR/USD OTC' };
const APPLE = { pair: '#AAPL_otc', label: 'Apple OTC' };

test.each(['eurusd', 'eur usd', 'EUR/USD', 'EURUSD_otc', 'eur/usd otc', 'otc eur', 'usd', '', '  ', '/'])(
  '"%s" finds EUR/USD OTC',
  (query) => {
    expect(matchesSearch(query, EURUSD)).toBe(true);
  },
);

test.each(['eurgbp', 'eur gbp', 'usdeur', 'eurusdx'])('"%s" does not', (query) => {
  expect(matchesSearch(query, EURUSD)).toBe(false);
});

test('a stock is found by its name, by its symbol and by both', () => {
  const finds = (query: string) => matchesSearch(query, APPLE);
  expect(['apple', '#aapl', 'AAPL', 'apple aapl'].map(finds)).toEqual([true, true, true, true]);
});

test('an accent need not be typed', () => {
  expect(matchesSearch('nestle', { pair: 'NESN', label: 'Nestlé' })).toBe(true);
});
