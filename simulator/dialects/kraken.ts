import type { BrokerDialect, SentPrice } from './dialect.ts';

const HISTORY_LENGTH = 50;

const text = (message: unknown): string => JSON.stringify(message);

/** RFC 3339 in UTC with six decimals, as the feed writes it. */
const time = (timestamp: number): string => new Date(timestamp).toISOString().replace('Z', '533Z');

const trade = ({ symbol, price, timestamp }: SentPrice, index: number): object => ({
  symbol,
  side: index % 2 === 0 ? 'buy' : 'sell',
  price,
  qty: 6423.46326,
  ord_type: 'limit',
  trade_id: 4_665_846 + index,
  timestamp: time(timestamp),
});

const candle = (symbol: string, begin: number): object => ({
  symbol,
  open: 3,
  high: 5,
  low: 2,
  close: 4,
  trades: 9,
  volume: 13,
  vwap: 3.5,
  interval: 5,
  interval_begin: new Date(begin).toISOString().replace('Z', '000000Z'),
  timestamp: new Date(begin + 300_000).toISOString().replace('Z', '000Z'),
});

const ticker = (symbol: string): object => ({
  symbol,
  bid: 0.1,
  bid_qty: 740,
  ask: 0.2,
  ask_qty: 740,
  last: 0.15,
  volume: 9,
  vwap: 0.15,
  low: 0.1,
  high: 0.2,
  change: 0.01,
  change_pct: 0.7,
});

const SYMBOLS = ['BTC/USD', 'ETH/EUR', 'MATIC/USD'];

/**
 * Kraken's second interface, with the last trades of one pair before the live ones.
 * Source: the exchange's documentation, https://docs.kraken.com/exchange/api-reference/spot-websocket-v2/trade
 */
export const krakenDialect: BrokerDialect = {
  brokerId: 'kraken',
  page: 'https://pro.kraken.com/app/trade/btc-usd',
  feed: 'wss://ws.kraken.com/v2',
  symbols: SYMBOLS,
  opening: (now) => [
    text({
      channel: 'status',
      type: 'update',
      data: [{ system: 'online', api_version: 'v2', version: '2.0.4' }],
    }),
    ...SYMBOLS.map((symbol) =>
      text({ method: 'subscribe', result: { channel: 'trade', snapshot: true, symbol }, success: true }),
    ),
    text({ channel: 'heartbeat' }),
    text({ channel: 'ticker', type: 'snapshot', data: [ticker('BTC/USD')] }),
    text({
      channel: 'ticker',
      type: 'update',
      data: [{ ...ticker('BTC/USD'), timestamp: time(now), price: 1 }],
    }),
    text({
      channel: 'book',
      type: 'snapshot',
      data: [
        { symbol: 'BTC/USD', bids: [{ price: 0.5, qty: 1 }], asks: [{ price: 0.6, qty: 1 }], checksum: 1 },
      ],
    }),
    // The running candle: its close is a price, its other prices are not.
    text({
      channel: 'ohlc',
      type: 'update',
      timestamp: time(now),
      data: [candle('BTC/USD', now - (now % 300_000))],
    }),
  ],
  prices: (sent) => [text({ channel: 'trade', type: 'update', data: sent.map(trade) })],
  history: (now) => {
    const ticks = Array.from({ length: HISTORY_LENGTH }, (_, i) => ({
      symbol: 'BTC/USD',
      price: (7_103_740 + i) / 100,
      timestamp: now - 60_000 + i * 997,
    }));
    return { frames: [text({ channel: 'trade', type: 'snapshot', data: ticks.map(trade) })], ticks };
  },
};
