import { describe, expect, test } from 'vitest';
import { afterTrade, decode, k, kline, MINUTE, trade } from '../../../testing/binance-frames.ts';
import { milliseconds } from '../../../shared/units.ts';
import { binance } from './binance.ts';

const candles = {
  type: 'candles',
  pair: 'BTCUSDT@binance',
  duration: 60_000,
  candles: [{ time: MINUTE, open: 10.5, high: 12, low: 9, close: 11.5, ticks: 0 }],
};

describe('candles', () => {
  test('one that has ended, by the word of the exchange', () => {
    expect(afterTrade(kline)).toEqual([candles]);
    expect(afterTrade({ stream: 'btcusdt@kline_1m', data: kline })).toEqual([candles]);
  });

  test('waits for no clock: it comes at its end, and this computer may be late', () => {
    const decoder = binance.createDecoder();
    const receivedAt = milliseconds(MINUTE + 59_000);
    decoder.decode(JSON.stringify({ ...trade, T: MINUTE + 50_000 }), receivedAt);
    expect(decoder.decode(JSON.stringify(kline), receivedAt)).toEqual([candles]);
  });

  test.each([
    ['1s', 1_000],
    ['3m', 180_000],
    ['12h', 43_200_000],
  ])('of %s', (i, duration) => {
    const t = MINUTE - (MINUTE % duration) - duration;
    expect(afterTrade({ ...kline, k: { ...k, i, t } })).toMatchObject([{ duration, candles: [{ time: t }] }]);
  });

  test('is not believed before the socket has shown a spot trade', () => {
    expect(decode(kline)).toEqual([]);
  });

  test.each([
    { x: false },
    { x: 'true' },
    { i: '1M' },
    { i: '7m' },
    { i: 'constructor' },
    { o: 10.5 },
    { h: '8' },
    { l: '' },
    { t: MINUTE + 1 },
    { t: String(MINUTE) },
    { s: 5 },
    { s: 'no pair' },
  ])('with %j gives none', (part) => {
    expect(afterTrade({ ...kline, k: { ...k, ...part } })).toEqual([]);
  });

  test('without its values gives none', () => {
    expect(afterTrade({ ...kline, k: undefined }, { ...kline, k: [k] }, { ...kline, ...k, k: null })).toEqual(
      [],
    );
  });
});
