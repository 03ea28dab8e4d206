import { expect, test } from 'vitest';
import { quoteNameOf } from './quote-name.ts';

test('a bare name is the symbol', () => {
  expect(quoteNameOf('FX:EURUSD')).toEqual({ symbol: 'FX:EURUSD', isBare: true });
  expect(quoteNameOf('CME_MINI:ES1!')).toEqual({ symbol: 'CME_MINI:ES1!', isBare: true });
});

test('a composite name has it among what was asked for', () => {
  expect(quoteNameOf('={"symbol":"FX:EURUSD","adjustment":"splits"}')).toEqual({
    symbol: 'FX:EURUSD',
    currency: undefined,
    isBare: false,
  });
  expect(quoteNameOf('{"currency-id":"USD","symbol":"BITSTAMP:BTCUSD"}')).toEqual({
    symbol: 'BITSTAMP:BTCUSD',
    currency: 'USD',
    isBare: false,
  });
});

test.each([
  '',
  '={',
  '={}',
  '={"symbol":7}',
  '={"symbol":{"symbol":"FX:EURUSD"},"type":"BarSetHeikenAshi@tv-basicstudies-60!"}',
  7,
  null,
  { symbol: 'FX:EURUSD' },
])('%j names no symbol', (name) => {
  expect(quoteNameOf(name)).toBeUndefined();
});
