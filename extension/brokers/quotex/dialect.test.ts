import { expect, test } from 'vitest';
import { milliseconds } from '../../../shared/units.ts';
import { quotexDialect } from '../../../simulator/dialects/quotex.ts';
import { quotex } from './quotex.ts';

const NOW = 1790265979214;

test('what the dialect sends is what the decoder says, and nothing else', () => {
  const decoder = quotex.createDecoder();
  const read = (frames: readonly (string | Uint8Array)[]) =>
    frames.flatMap((frame) => decoder.decode(frame, milliseconds(NOW)));
  const pairOfSent = ({ symbol, ...rest }: { symbol: string; price: number; timestamp: number }) => ({
    pair: `${symbol}@quotex`,
    ...rest,
  });

  const opening = read(quotexDialect.opening(NOW));
  expect(opening.map(({ type }) => type)).toEqual(['assets']);
  expect(opening[0]).toMatchObject({
    assets: quotexDialect.symbols.map((symbol) => ({ pair: `${symbol}@quotex`, payout: 85, open: true })),
  });

  const sent = quotexDialect.symbols.map((symbol, i) => ({ symbol, price: 1.1 + i, timestamp: NOW - i * 7 }));
  expect(read(quotexDialect.prices(sent))).toEqual([
    { type: 'ticks', origin: 'live', ticks: sent.map(pairOfSent) },
  ]);

  const past = quotexDialect.history?.(NOW);
  const [ticks, candles, page] = read(past?.frames ?? []);
  expect(ticks).toMatchObject({ origin: 'history', ticks: past?.ticks.map(pairOfSent) });
  expect(candles?.type).toBe('candles');
  expect(page).toEqual({ type: 'page', pair: 'EURUSD_otc@quotex', timeframe: '1m' });
});

test("the dialect's page is of one of the broker's hosts", () => {
  expect(quotexDialect.brokerId).toBe(quotex.id);
  expect(quotex.hosts).toContain(new URL(quotexDialect.page).hostname);
});
