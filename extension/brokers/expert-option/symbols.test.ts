import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AssetNames } from '../wire/asset-names.ts';
import { ExpertOptionSymbols } from './symbols.ts';

const symbolsOf = (names = new AssetNames()) => new ExpertOptionSymbols('expert-option', names);

test.each([
  [{ symbol: 'EURUSD', name: 'EUR/USD' }, 'EURUSD'],
  [{ symbol: 'GOOG', name: 'Google (OTC)' }, 'GOOG_OTC'],
  [{ symbol: 'AUDUSD_OTC', name: 'AUD/USD (OTC)' }, 'AUDUSD_OTC'],
  [{ symbol: 'UKOil_OTC', name: 'Brent Oil (OTC)' }, 'UKOil_OTC'],
  [{ symbol: 'CRICKET_INDEX_OTC_R', name: 'Cricket Index' }, 'CRICKET_INDEX_OTC_R'],
  [{ symbol: 'SMRTY' }, 'SMRTY'],
])('%j is %s', (row, symbol) => {
  const names = new AssetNames();
  expect(symbolsOf(names).learn([{ id: 7, ...row }])).toEqual([symbol]);
  expect(names.symbolOf(7)).toBe(symbol);
});

test.each([
  { id: 7 },
  { id: 7, symbol: 5 },
  { id: 7, symbol: '' },
  { id: 7, symbol: 'no pair' },
  { id: '7', symbol: 'EURUSD' },
  { id: 7.5, symbol: 'EURUSD' },
  { symbol: 'EURUSD' },
])('%j has no symbol', (row) => {
  const names = new AssetNames();
  expect(symbolsOf(names).learn([row])).toEqual([undefined]);
  expect(names.symbolOf(7)).toBe('active:7');
});

test('assets of one symbol are told apart by their numbers, in one list or in several', () => {
  const names = new AssetNames();
  const symbols = symbolsOf(names);
  const bitcoin = (id: number) => ({ id, symbol: 'BTCUSD', name: 'Bitcoin' });
  expect(symbols.learn([bitcoin(160), bitcoin(231)])).toEqual(['BTCUSD.160', 'BTCUSD.231']);
  expect(symbols.learn([bitcoin(232)])).toEqual(['BTCUSD.232']);
  expect(symbols.learn([bitcoin(160)])).toEqual(['BTCUSD.160']);
});

test('an asset keeps its symbol when its list comes again, and takes a new one', () => {
  const symbols = symbolsOf();
  expect(symbols.learn([{ id: 7, symbol: 'OLD' }])).toEqual(['OLD']);
  expect(symbols.learn([{ id: 7, symbol: 'OLD' }])).toEqual(['OLD']);
  expect(symbols.learn([{ id: 7, symbol: 'NEW' }])).toEqual(['NEW']);
});

test('no two assets that were listed have one symbol', () => {
  const row = fc.record({
    id: fc.nat(9),
    symbol: fc.constantFrom('EURUSD', 'EURUSD_OTC', 'BTCUSD'),
    name: fc.constantFrom('A', 'A (OTC)'),
  });
  fc.assert(
    fc.property(fc.uniqueArray(row, { selector: ({ id }) => id }), fc.nat(10), (rows, split) => {
      const names = new AssetNames();
      const symbols = symbolsOf(names);
      symbols.learn(rows.slice(0, split));
      symbols.learn(rows.slice(split));
      const given = rows.map(({ id }) => names.symbolOf(id));
      expect(new Set(given).size).toBe(given.length);
    }),
  );
});
