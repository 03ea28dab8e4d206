import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  eventsOf,
  expectNoPrices,
  expectSound,
  ticksIn,
  type Frame,
} from '../../../testing/decoder-properties.ts';
import { milliseconds } from '../../../shared/units.ts';
import { binance } from './binance.ts';

const T = Date.UTC(2026, 0, 5, 10, 30, 0, 136);
const NOW = T + 40;
const aggTrade = {
  e: 'aggTrade',
  E: T + 5,
  s: 'BNBBTC',
  a: 12_345,
  p: '0.00100000',
  q: '100',
  f: 100,
  l: 105,
  T,
  m: true,
  M: true,
};
const trade = { e: 'trade', E: T + 5, s: 'BTCUSDT', t: 1, p: '68298.01000000', q: '1', T, m: true, M: true };
const MINUTE = T - (T % 60_000) - 60_000;
const k = {
  ...{ t: MINUTE, T: MINUTE + 59_999, s: 'BTCUSDT', i: '1m', f: 100, L: 200 },
  ...{ o: '10.5', c: '11.5', h: '12', l: '9', v: '1000', n: 100, x: true, q: '1', V: '5', Q: '5', B: '0' },
};
const kline = { e: 'kline', E: MINUTE + 60_001, s: 'BTCUSDT', k };

const decode = (...messages: unknown[]) =>
  eventsOf(
    binance,
    messages.map((message) => JSON.stringify(message)),
    NOW,
  );
const bytes = (message: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(message));
/** What follows a spot trade on one socket. */
const afterTrade = (...messages: unknown[]) => decode(trade, ...messages).slice(1);
const candles = {
  type: 'candles',
  pair: 'BTCUSDT@binance',
  duration: 60_000,
  candles: [{ time: MINUTE, open: 10.5, high: 12, low: 9, close: 11.5, ticks: 0 }],
};

describe('trades', () => {
  const tick = { pair: 'BTCUSDT@binance', price: 68_298.01, timestamp: T };
  const live = [{ type: 'ticks', origin: 'live', ticks: [tick] }];

  test('bare, in a combined stream, in bytes', () => {
    expect(decode(trade)).toEqual(live);
    expect(decode({ stream: 'btcusdt@trade', data: trade })).toEqual(live);
    expect(eventsOf(binance, [bytes(trade)], NOW)).toEqual(live);
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

const DECOYS = [
  'depthUpdate',
  '24hrTicker',
  '24hrMiniTicker',
  '1hTicker',
  'bookTicker',
  'avgPrice',
  'markPriceUpdate',
  'continuous_kline',
  'forceOrder',
  'blockTrade',
  'executionReport',
  'outboundAccountPosition',
  'TRADE',
  'constructor',
  '__proto__',
];

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

describe('any input', () => {
  const value = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(T, T * 1000, MINUTE, '1.5', '0', '1m', 'BTCUSDT', true),
  );
  const fields = (name: fc.Arbitrary<string>) =>
    fc.record({ e: name, s: value, p: value, T: value, M: value, k: fc.oneof(fc.constant(k), value) });
  const framed = (event: fc.Arbitrary<unknown>): fc.Arbitrary<Frame> =>
    fc.oneof(
      event.map((said) => JSON.stringify(said)),
      event.map((said) => JSON.stringify({ stream: 'btcusdt@trade', data: said })),
      fc.array(event).map((said) => bytes(said)),
    );

  test('throws nothing and gives only what is sound', () => {
    const name = fc.constantFrom('trade', 'aggTrade', 'kline', ...DECOYS);
    expectSound(binance, framed(fc.oneof(fields(name), fc.constantFrom(trade, kline))), NOW);
  });

  test('decoys give no price, whatever they carry', () => {
    expectNoPrices(binance, framed(fields(fc.constantFrom(...DECOYS))), NOW);
  });
});
