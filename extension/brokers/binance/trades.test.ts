import { describe, expect, test } from 'vitest';
import {
  aggTrade,
  afterTrade,
  decode,
  DECOYS,
  kline,
  k,
  NOW,
  T,
  trade,
} from '../../../testing/binance-frames.ts';
import { decodeFrames, jsonBytes, ticksIn } from '../../../testing/decode-frames.ts';
import { binance } from './binance.ts';

describe('trades', () => {
  const tick = { pair: 'BTCUSDT@binance', price: 68_298.01, timestamp: T };
  const live = [{ type: 'ticks', origin: 'live', ticks: [tick] }];

  test('bare, in a combined stream, in bytes', () => {
    expect(decode(trade)).toEqual(live);
    expect(decode({ stream: 'btcusdt@trade', data: trade })).toEqual(live);
    expect(decodeFrames(binance, [jsonBytes(trade)], NOW)).toEqual(live);
    expect(ticksIn(decode(aggTrade))).toEqual([`BNBBTC@binance 0.001 ${T}`]);
  });

  test('an array of events comes out as one, the bad ones left out', () => {
    const bad = [
      { ...trade, p: 68_298.01 },
      { ...trade, p: '-1' },
      { ...trade, p: '0.00000000' },
      { ...trade, p: '' },
      { ...trade, T: String(T) },
      { ...trade, T: undefined },
      { ...trade, T: NOW + 3_600_000 },
      { ...trade, s: 'no pair' },
      { ...trade, s: 7 },
      { ...trade, e: 'Trade' },
      [trade],
      null,
      'trade',
    ];
    const both = ['BTCUSDT@binance 68298.01', 'BNBBTC@binance 0.001'].map((said) => `${said} ${T}`);
    for (const message of [[trade, ...bad, aggTrade], { stream: 'x', data: [trade, ...bad, aggTrade] }]) {
      const events = decode(message);
      expect(events).toHaveLength(1);
      expect(ticksIn(events)).toEqual(both);
    }
  });

  test('microseconds, where the page asked for them, are cut', () => {
    expect(ticksIn(decode({ ...trade, T: T * 1000 + 999 }))).toEqual(ticksIn(decode(trade)));
  });

  test('futures have the same names at other prices, and give nothing', () => {
    const future = { ...aggTrade, M: undefined };
    expect(decode(future)).toEqual([]);
    expect(decode({ ...future, e: 'trade', X: 'MARKET' }, { ...future, nq: '100' }, kline)).toEqual([]);
  });
});

describe('decoys', () => {
  test.each(DECOYS)('%s says nothing', (e) => {
    for (const event of [
      { ...trade, e },
      { ...kline, e },
      { ...trade, ...k, e },
    ])
      expect(afterTrade(event, { stream: 'btcusdt@trade', data: event }, [event])).toEqual([]);
  });

  test('answers and books say nothing', () => {
    expect(
      afterTrade(
        { result: null, id: 1 },
        { result: ['btcusdt@trade', 'trade'], id: 3 },
        { code: 2, msg: 'Invalid request', id: 1 },
        { u: 1, s: 'BTCUSDT', b: '25.35', B: '31', a: '25.36', A: '40' },
        { lastUpdateId: 160, bids: [['0.0024', '10']], asks: [['0.0026', '100']] },
        { stream: 'btcusdt@trade' },
        { data: trade },
      ),
    ).toEqual([]);
  });
});
