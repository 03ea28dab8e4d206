import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  eventsOf,
  expectNoPrices,
  expectSound,
  ticksIn,
  type Frame,
} from '../../../testing/decoder-properties.ts';
import { kraken } from './kraken.ts';

const T = Date.UTC(2026, 0, 5, 10, 30, 57, 321);
const NOW = T + 60;
const decode = (...messages: unknown[]) =>
  eventsOf(
    kraken,
    messages.map((message) => JSON.stringify(message)),
    NOW,
  );
const seconds = (time: number): string =>
  `${Math.floor(time / 1000)}.${String(time % 1000).padStart(3, '0')}597`;

describe('the first interface', () => {
  const row = (price: unknown, time: unknown) => [price, '0.15850568', time, 's', 'l', ''];
  const trades = (...rows: unknown[]) => [0, rows, 'trade', 'XBT/USD'];
  const status = (name: string, pair: unknown = 'XBT/USD') => ({
    channelID: 0,
    channelName: name,
    event: 'subscriptionStatus',
    pair,
    status: 'subscribed',
    subscription: { name },
  });

  test('live trades, microseconds cut, the bad ones left out', () => {
    const events = decode(
      trades(
        row('5541.20000', seconds(T)),
        row(5541.2, seconds(T)),
        row('-1', seconds(T)),
        row('5541.2', T / 1000),
        row('5541.2', '0'),
        row('5541.2', ''),
        null,
        '5541.2',
        row('6060.00000', seconds(T + 1)),
      ),
    );
    expect(events).toHaveLength(1);
    expect(ticksIn(events)).toEqual([`XBT/USD@kraken 5541.2 ${T}`, `XBT/USD@kraken 6060 ${T + 1}`]);
  });

  test('what comes first after a subscription is the past, and reaches to it', () => {
    const snapshot = trades(row('5541.2', seconds(T - 5_000)), row('5541.3', seconds(T - 1_000)));
    const events = decode(status('trade'), snapshot, trades(row('5542', seconds(T))));
    expect(events).toEqual([
      {
        type: 'ticks',
        origin: 'history',
        ticks: [
          { pair: 'XBT/USD@kraken', price: 5541.2, timestamp: T - 5_000 },
          { pair: 'XBT/USD@kraken', price: 5541.3, timestamp: T - 1_000 },
        ],
        reaches: NOW,
      },
      { type: 'ticks', origin: 'live', ticks: [{ pair: 'XBT/USD@kraken', price: 5542, timestamp: T }] },
    ]);
  });

  test.each([
    status('book'),
    status('trade', 'ETH/USD'),
    status('trade', null),
    { ...status('trade'), status: 'unsubscribed' },
    { ...status('trade'), status: 'error' },
    { ...status('trade'), event: 'systemStatus' },
    { ...status('trade'), subscription: 'trade' },
  ])('%j says nothing of the past of this pair', (message) => {
    expect(decode(message, trades(row('5542', seconds(T))))).toMatchObject([{ origin: 'live' }]);
  });

  test.each([
    [0, [row('5542', seconds(T))], 'spread', 'XBT/USD'],
    [0, [row('5542', seconds(T))], 'ticker', 'XBT/USD'],
    [0, [row('5542', seconds(T))], 'ohlc-5', 'XBT/USD'],
    [0, [row('5542', seconds(T))], 'book-100', 'trade'],
    [[row('5542', seconds(T))], 'ownTrades', { sequence: 1 }, 'trade'],
    [0, [row('5542', seconds(T))], 'trade', 7],
    [0, [row('5542', seconds(T))], 'trade', 'no pair'],
    [0, [row('5542', seconds(T))], 'trade'],
    [0, [], [row('5542', seconds(T))], 'trade', 'XBT/USD'],
    [0, row('5542', seconds(T)), 'trade', 'XBT/USD'],
    [0, {}, 'trade', 'XBT/USD'],
  ])('%j, %j, %j, %j gives no tick', (...message) => {
    expect(decode(message)).toEqual([]);
  });
});

describe('the second interface', () => {
  const at = (time: number): string => new Date(time).toISOString().replace('Z', '533Z');
  const trade = {
    symbol: 'MATIC/USD',
    side: 'buy',
    price: 0.5147,
    qty: 6423.4,
    ord_type: 'limit',
    trade_id: 1,
  };
  const channel = (type: string, ...data: unknown[]) => ({ channel: 'trade', type, data });

  test('live trades of any pairs, the bad ones left out', () => {
    const events = decode(
      channel(
        'update',
        { ...trade, timestamp: at(T) },
        { ...trade, price: '0.5147', timestamp: at(T) },
        { ...trade, price: 0, timestamp: at(T) },
        { ...trade, timestamp: T },
        { ...trade, timestamp: '0001-01-01T00:00:00Z' },
        { ...trade, symbol: null, timestamp: at(T) },
        null,
        { ...trade, symbol: 'BTC/USD', price: 71_037.4, timestamp: at(T + 1) },
      ),
    );
    expect(events).toHaveLength(1);
    expect(ticksIn(events)).toEqual([`MATIC/USD@kraken 0.5147 ${T}`, `BTC/USD@kraken 71037.4 ${T + 1}`]);
  });

  test('a snapshot is the past, a history a pair', () => {
    const events = decode(
      channel(
        'snapshot',
        { ...trade, timestamp: at(T - 9_000) },
        { ...trade, symbol: 'BTC/USD', timestamp: at(T - 8_000) },
        { ...trade, price: 0.5, timestamp: at(T - 7_000) },
      ),
    );
    const history = { type: 'ticks', origin: 'history', reaches: NOW };
    const [matic, btc] = ['MATIC/USD@kraken', 'BTC/USD@kraken'];
    expect(events).toEqual([
      {
        ...history,
        ticks: [
          { pair: matic, price: 0.5147, timestamp: T - 9_000 },
          { pair: matic, price: 0.5, timestamp: T - 7_000 },
        ],
      },
      { ...history, ticks: [{ pair: btc, price: 0.5147, timestamp: T - 8_000 }] },
    ]);
  });

  const MINUTE = T - (T % 60_000);
  const candle = (begin: number, part: object = {}) => ({
    ...{
      symbol: 'ETH/USD',
      open: 3,
      high: 5,
      low: 2,
      close: 4,
      trades: 9,
      volume: 13,
      vwap: 3.5,
      interval: 1,
    },
    interval_begin: new Date(begin).toISOString().replace('.000Z', '.000000000Z'),
    ...part,
  });
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

  const DECOYS = [
    'book',
    'level3',
    'ticker',
    'heartbeat',
    'status',
    'instrument',
    'executions',
    'balances',
    'Trade',
  ];

  test.each(DECOYS)('%s says nothing', (name) => {
    const data = [{ ...trade, ...candle(MINUTE), timestamp: at(T) }, candle(MINUTE - 60_000)];
    for (const type of ['update', 'snapshot'])
      expect(decode({ channel: name, type, data, name: 'trade', of: 'ohlc' })).toEqual([]);
  });

  test('answers and other types say nothing', () => {
    const data = [{ ...trade, timestamp: at(T) }];
    expect(
      decode(
        { method: 'subscribe', result: { channel: 'trade', symbol: 'MATIC/USD' }, success: true },
        { event: 'heartbeat', name: 'trade' },
        { channel: 'trade', type: 'delete', data },
        { channel: 'trade', data },
        { channel: ['trade'], type: 'update', data },
        { channel: 'trade', type: 'update', data: data[0] },
      ),
    ).toEqual([]);
  });

  describe('any input', () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(0.5, '0.5', at(T), seconds(T), 'XBT/USD', 'trade', 1),
    );
    const row = fc.oneof(
      fc.record({ symbol: value, price: value, timestamp: value }),
      fc.constantFrom(candle(MINUTE), candle(MINUTE - 60_000)),
      fc.array(value),
    );
    const text = (message: unknown): Frame => JSON.stringify(message);
    const second = (name: fc.Arbitrary<string>) =>
      fc.record({ channel: name, type: fc.constantFrom('update', 'snapshot', 'x'), data: fc.array(row) });
    const first = (name: fc.Arbitrary<string>) =>
      fc.tuple(value, fc.array(row), name, fc.oneof(value, fc.constant('XBT/USD')));

    test('throws nothing and gives only what is sound', () => {
      const name = fc.constantFrom('trade', 'ohlc', ...DECOYS);
      expectSound(kraken, fc.oneof(second(name), first(name), fc.constant(status)).map(text), NOW);
    });

    test('decoys give no price, whatever they carry', () => {
      const name = fc.constantFrom(...DECOYS);
      expectNoPrices(kraken, fc.oneof(second(name), first(name)).map(text), NOW);
    });
  });
});

const status = {
  event: 'subscriptionStatus',
  status: 'subscribed',
  pair: 'XBT/USD',
  subscription: { name: 'trade' },
};
