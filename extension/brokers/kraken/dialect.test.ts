import { describe, test } from 'vitest';
import { krakenV1Dialect } from '../../../simulator/dialects/kraken-v1.ts';
import { krakenDialect } from '../../../simulator/dialects/kraken.ts';
import { expectHistory, expectPrices, expectQuietOpening } from '../../../testing/dialect-check.ts';
import { kraken } from './kraken.ts';

describe.each([krakenDialect, krakenV1Dialect])('$feed', (dialect) => {
  test('what looks like a price in the opening is none', () => {
    expectQuietOpening(kraken, dialect);
  });

  test('the past comes out as the past', () => {
    expectHistory(kraken, dialect);
  });

  test('every price comes out as it was sent', () => {
    expectPrices(kraken, dialect);
  });
});
