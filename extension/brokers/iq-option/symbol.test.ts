import { expect, test } from 'vitest';
import { labelOf, symbolOf } from './symbol.ts';

test.each([
  [[{ ticker: 'EURUSD', name: 'front.EURUSD' }], 'EURUSD'],
  [[{ name: 'front.EURUSD-OTC' }], 'EURUSD-OTC'],
  [[{ localization_key: 'front.BTCUSD' }], 'BTCUSD'],
  [[{ ticker: 'EURUSD', name: 'front.EURUSD-OTC' }], 'EURUSD-OTC'],
  [[{ name: 'front.EURUSD' }, { name: 'front.EURUSD', ticker: 'EURUSD-OTC' }], 'EURUSD-OTC'],
  [[{ name: 'Morgan Stanley', underlying: 'MORSTAN' }], 'MORSTAN'],
  [[{ name: 'front.', ticker: 5 }], undefined],
  [[{ name: 'x'.repeat(60) }], undefined],
  [[], undefined],
])('%j is called %s', (entries, symbol) => {
  expect(symbolOf('iq-option', entries)).toBe(symbol);
});

test.each([
  ['EURUSD', 'EUR/USD'],
  ['EURUSD-OTC', 'EUR/USD OTC'],
  ['USNDAQ100', 'USNDAQ100'],
  ['APPLE-OTC', 'APPLE OTC'],
])('%s is shown as %s', (symbol, label) => {
  expect(labelOf(symbol)).toBe(label);
});
