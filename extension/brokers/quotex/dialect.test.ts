import { expect, test } from 'vitest';
import { quotexDialect } from '../../../simulator/dialects/quotex.ts';
import { decodeFrames } from '../../../testing/decode-frames.ts';
import { describeDialect } from '../../../testing/dialect-check.ts';
import { quotex } from './quotex.ts';

const NOW = 1790265979214;

describeDialect(quotex, quotexDialect);

test('its opening names its assets, and its past comes with its candles and the chart', () => {
  const [symbol = ''] = quotexDialect.symbols;
  const live = quotexDialect.prices([{ symbol, price: 1.1, timestamp: NOW }]);
  const past = quotexDialect.history?.(NOW).frames ?? [];
  expect(decodeFrames(quotex, [...quotexDialect.opening(NOW), ...live, ...past], NOW)).toMatchObject([
    {
      type: 'assets',
      assets: quotexDialect.symbols.map((name) => ({ pair: `${name}@quotex`, payout: 85, open: true })),
    },
    { type: 'ticks', origin: 'live' },
    { type: 'ticks', origin: 'history' },
    { type: 'candles', pair: 'EURUSD_otc@quotex', duration: 60_000 },
    { type: 'page', pair: 'EURUSD_otc@quotex', timeframe: '1m' },
  ]);
});
