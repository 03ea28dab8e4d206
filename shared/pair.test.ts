import { describe, expect, it } from 'vitest';
import { fallbackLabel, isPair, pairOf } from './pair.ts';

describe('isPair', () => {
  it.each([
    'EURUSD_otc',
    '#AAPL_otc',
    'TON-USD_otc',
    '100GBP_otc',
    'EURUSD_otc@quotex',
    'active:76@iq-option',
  ])('takes %s', (pair) => expect(isPair(pair)).toBe(true));

  it.each(['', ' EURUSD', 'EUR\nUSD', '../x', 'EUR"USD', 7, null])('refuses %j', (pair) =>
    expect(isPair(pair)).toBe(false),
  );
});

describe('pairOf', () => {
  it('leaves the first broker bare and qualifies every other', () => {
    expect(pairOf('pocket-option', 'EURUSD_otc')).toBe('EURUSD_otc');
    expect(pairOf('quotex', 'EURUSD_otc')).toBe('EURUSD_otc@quotex');
  });
});

describe('fallbackLabel', () => {
  it.each([
    ['EURUSD_otc', 'EUR/USD OTC'],
    ['EURUSD', 'EUR/USD'],
    ['#AAPL_otc', 'AAPL OTC'],
    ['TON-USD_otc', 'TON/USD OTC'],
    ['EURUSD_otc@quotex', 'EUR/USD OTC · Quotex'],
    ['EURUSD@olymp-trade', 'EUR/USD · Olymp Trade (experimental)'],
    ['EURUSD@prices.example', 'EUR/USD · prices.example'],
    ['EURUSD@constructor', 'EUR/USD · constructor'],
  ])('names %s %s', (pair, label) => expect(fallbackLabel(pair)).toBe(label));
});
