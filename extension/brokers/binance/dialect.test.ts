import { test } from 'vitest';
import { binanceDialect } from '../../../simulator/dialects/binance.ts';
import { expectPrices, expectQuietOpening } from '../../../testing/dialect-check.ts';
import { binance } from './binance.ts';

test('what looks like a price in the opening is none', () => {
  expectQuietOpening(binance, binanceDialect);
});

test('every price comes out as it was sent', () => {
  expectPrices(binance, binanceDialect);
});
