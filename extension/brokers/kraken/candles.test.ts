import { expect, test } from 'vitest';
import { at, candle, decode, MINUTE, T } from '../../../testing/kraken-frames.ts';

const ohlc = (type: string, ...data: unknown[]) => ({ channel: 'ohlc', type, timestamp: at(T), data });

test('the candles of a snapshot that have ended: all but the last of each symbol, in any order', () => {
  const events = decode(
    ohlc(
      'snapshot',
      candle(MINUTE),
      candle(MINUTE - 120_000),
      candle(MINUTE - 60_000, { close: 4.5 }),
      candle(MINUTE - 300_000, { symbol: 'BTC/USD' }),
    ),
  );
  const prices = { open: 3, high: 5, low: 2, ticks: 0 };
  expect(events).toEqual([
    {
      type: 'candles',
      pair: 'ETH/USD@kraken',
      duration: 60_000,
      candles: [
        { ...prices, time: MINUTE - 120_000, close: 4 },
        { ...prices, time: MINUTE - 60_000, close: 4.5 },
      ],
    },
  ]);
});

test('the last candle may still change, whatever this computer shows; an update always does', () => {
  const last = candle(MINUTE - 3_600_000);
  expect(decode(ohlc('snapshot', last), ohlc('update', last, candle(MINUTE)))).toEqual([]);
});

test.each([
  { interval: 0 },
  { interval: 1.5 },
  { interval: '1' },
  { interval: 1e300 },
  { open: '3' },
  { high: 3.5 },
  { low: -1 },
  { interval_begin: MINUTE },
  { interval_begin: new Date(MINUTE - 90_000).toISOString() },
  { symbol: 5 },
  { symbol: 'no pair' },
])('a candle with %j is left out', (part) => {
  expect(decode(ohlc('snapshot', candle(MINUTE - 60_000, part), candle(MINUTE)))).toEqual([]);
});
