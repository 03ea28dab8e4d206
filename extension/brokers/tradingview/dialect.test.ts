import { expect, test } from 'vitest';
import { tradingViewDialect } from '../../../simulator/dialects/tradingview.ts';
import { decodeFrames } from '../../../testing/decode-frames.ts';
import { describeDialect } from '../../../testing/dialect-check.ts';
import { tradingView } from './tradingview.ts';

describeDialect(tradingView, tradingViewDialect);

test('the assets of the opening are known once', () => {
  const now = Date.UTC(2026, 0, 5, 10, 30);
  expect(decodeFrames(tradingView, tradingViewDialect.opening(now), now)).toMatchObject([
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
