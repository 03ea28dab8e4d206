import { describe, expect, test } from 'vitest';
import { at, CHANNELS, decode, match, NOW, T, ticker, TYPES } from '../../../testing/coinbase-frames.ts';
import { ticksIn } from '../../../testing/decode-frames.ts';

const ticks = [{ pair: 'BTC-USD@coinbase', price: 400.23, timestamp: T }];
const live = [{ type: 'ticks', origin: 'live', ticks }];

describe('Exchange', () => {
  test('a match and its ticker say the same tick', () => {
    expect(decode(match)).toEqual(live);
    expect(decode(ticker)).toEqual(live);
  });

  test('the last match before a subscription is the past and reaches to it', () => {
    expect(decode({ ...match, type: 'last_match' })).toEqual([
      { type: 'ticks', origin: 'history', ticks, reaches: NOW },
    ]);
  });

  test.each([
    { time: '0001-01-01T00:00:00Z' },
    { time: T },
    { time: undefined },
    { time: new Date(NOW + 3_600_000).toISOString() },
    { price: 400.23 },
    { price: '0.00' },
    { price: '-400.23' },
    { price: undefined },
    { product_id: 'no pair' },
    { product_id: 5 },
  ])('with %j none gives a tick', (part) => {
    for (const type of ['match', 'last_match', 'ticker'])
      expect(decode({ ...match, type, ...part })).toEqual([]);
  });
});

describe('Advanced Trade', () => {
  const trade = { trade_id: '1', product_id: 'ETH-USD', price: '1260.01', size: '0.3', side: 'BUY' };
  const message = (...events: unknown[]) => ({
    channel: 'market_trades',
    client_id: '',
    timestamp: at(NOW),
    sequence_num: 0,
    events,
  });

  test('updates are live, the bad trades left out', () => {
    const events = decode(
      message(
        {
          type: 'update',
          trades: [
            { ...trade, time: at(T) },
            { ...trade, time: '0001-01-01T00:00:00Z' },
            { ...trade, price: 1260.01, time: at(T) },
            null,
          ],
        },
        { type: 'update', trades: [{ ...trade, product_id: 'BTC-USD', time: at(T + 1) }] },
        { type: 'update', trades: {} },
        null,
      ),
    );
    expect(events).toHaveLength(1);
    expect(ticksIn(events)).toEqual([`ETH-USD@coinbase 1260.01 ${T}`, `BTC-USD@coinbase 1260.01 ${T + 1}`]);
  });

  test('a snapshot is the past, a history a product', () => {
    const trades = [
      { ...trade, time: at(T) },
      { ...trade, product_id: 'BTC-USD', time: at(T - 2) },
      { ...trade, price: '1260.5', time: at(T - 1_000) },
    ];
    const events = decode(message({ type: 'snapshot', trades }));
    expect(events).toMatchObject([
      { origin: 'history', reaches: NOW },
      { origin: 'history', reaches: NOW },
    ]);
    expect(ticksIn(events, 'history')).toEqual([
      `ETH-USD@coinbase 1260.01 ${T}`,
      `ETH-USD@coinbase 1260.5 ${T - 1_000}`,
      `BTC-USD@coinbase 1260.01 ${T - 2}`,
    ]);
  });

  test('an event of another type says nothing', () => {
    expect(decode(message({ type: 'delete', trades: [{ ...trade, time: at(T) }] }))).toEqual([]);
  });
});

describe('decoys', () => {
  test.each([...TYPES, 'activate', 'error', 'rfq_match', 'Match', 'matches', 'market_trades'])(
    'type %s',
    (type) => {
      expect(decode({ ...match, type, of: 'match' })).toEqual([]);
    },
  );

  test.each(CHANNELS)('channel %j', (channel) => {
    const events = [{ type: 'update', trades: [match], tickers: [ticker] }];
    expect(decode({ ...match, channel, events, of: 'market_trades' })).toEqual([]);
  });

  test('arrays and bare values', () => {
    expect(decode([match], 'match', ['match'], { match })).toEqual([]);
  });
});
