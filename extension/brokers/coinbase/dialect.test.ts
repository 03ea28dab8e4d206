import { describe, test } from 'vitest';
import { coinbaseAdvancedDialect } from '../../../simulator/dialects/coinbase-advanced.ts';
import { coinbaseDialect } from '../../../simulator/dialects/coinbase.ts';
import { expectHistory, expectPrices, expectQuietOpening } from '../../../testing/dialect-check.ts';
import { coinbase } from './coinbase.ts';

describe.each([coinbaseDialect, coinbaseAdvancedDialect])('$feed', (dialect) => {
  test('what looks like a price in the opening is none', () => {
    expectQuietOpening(coinbase, dialect);
  });

  test('the past comes out as the past', () => {
    expectHistory(coinbase, dialect);
  });

  test('every price comes out as it was sent', () => {
    expectPrices(coinbase, dialect);
  });
});
