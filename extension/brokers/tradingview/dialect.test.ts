import { expect, test } from 'vitest';
import { tradingViewDialect } from '../../../simulator/dialects/tradingview.ts';
import { eventsOf } from '../../../testing/decoder-properties.ts';
import { expectPrices, expectQuietOpening } from '../../../testing/dialect-check.ts';
import { tradingView } from './tradingview.ts';

test('what looks like a price in the opening is none, and its assets are known once', () => {
  expectQuietOpening(tradingView, tradingViewDialect);
  const now = Date.UTC(2026, 0, 5, 10, 30);
  expect(eventsOf(tradingView, tradingViewDialect.opening(now), now)).toMatchObject([
    {
      type: 'assets',
      assets: [
        { pair: 'FX:EURUSD@tradingview', label: 'Euro / U.S. Dollar', digits: 5, kind: 'currency' },
        { pair: 'COINBASE:BTCUSD@tradingview', digits: 2, kind: 'cryptocurrency' },
        { pair: 'NASDAQ:AAPL@tradingview', label: 'Apple Inc. – “AAPL”', digits: 2, kind: 'stock' },
      ],
    },
  ]);
});

test('every price comes out as it was sent', () => {
  expectPrices(tradingView, tradingViewDialect);
});
