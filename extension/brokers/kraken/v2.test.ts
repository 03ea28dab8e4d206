import { describe, expect, test } from 'vitest';
import { ticksIn } from '../../../testing/decode-frames.ts';
import { at, candle, decode, DECOYS, MINUTE, NOW, T, trade } from '../../../testing/kraken-frames.ts';

describe('the second interface', () => {
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
});
