import { describe, expect, test } from 'vitest';
import { ticksIn } from '../../../testing/decode-frames.ts';
import { decode, NOW, seconds, status, T } from '../../../testing/kraken-frames.ts';

describe('the first interface', () => {
  const row = (price: unknown, time: unknown) => [price, '0.15850568', time, 's', 'l', ''];
  const trades = (...rows: unknown[]) => [0, rows, 'trade', 'XBT/USD'];

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
