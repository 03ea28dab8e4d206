import { decimalText } from './decimal-text.ts';
import type { BrokerDialect, SentPrice } from './dialect.ts';

const HISTORY_LENGTH = 100;

const text = (message: unknown): string => JSON.stringify(message);

const trade = ({ symbol, price, timestamp }: SentPrice, index: number): object => ({
  trade_id: String(1_000_000 + index),
  product_id: symbol,
  price: decimalText(price, 2),
  size: '0.3',
  side: index % 2 === 0 ? 'BUY' : 'SELL',
  time: new Date(timestamp).toISOString().replace('Z', '265Z'),
});

const message = (channel: string, ...events: unknown[]): string =>
  text({ channel, client_id: '', timestamp: '2026-01-05T10:30:35.396250135Z', sequence_num: 0, events });

const ticker = (symbol: string): object => ({
  type: 'ticker',
  product_id: symbol,
  price: '21932.98',
  volume_24_h: '16038.28',
  low_24_h: '21835.29',
  high_24_h: '23011.18',
  low_52_w: '15460',
  high_52_w: '48240',
  price_percent_chg_24_h: '-4.15',
});

const candle = { start: '1688998200', high: '1867.72', low: '1865.63', open: '1867.38', close: '1866.81' };

/**
 * Coinbase Advanced Trade: trades of the last quarter of a second together, the last trades before them.
 * Source: the exchange's documentation,
 * https://docs.cdp.coinbase.com/coinbase-app/advanced-trade-apis/websocket/websocket-channels
 */
export const coinbaseAdvancedDialect: BrokerDialect = {
  brokerId: 'coinbase',
  page: 'https://www.coinbase.com/advanced-trade/spot/BTC-USD',
  feed: 'wss://advanced-trade-ws.coinbase.com/',
  symbols: ['BTC-USD', 'ETH-USD'],
  opening: () => [
    message('subscriptions', {
      subscriptions: { market_trades: ['BTC-USD', 'ETH-USD'], ticker: ['BTC-USD'] },
    }),
    message('heartbeats', {
      current_time: '2026-01-05 10:30:35.39 +0000 UTC m=+91717.5',
      heartbeat_counter: 3049,
    }),
    message('ticker', { type: 'snapshot', tickers: [ticker('BTC-USD')] }),
    message('ticker', { type: 'update', tickers: [ticker('BTC-USD')] }),
    message('l2_data', {
      type: 'update',
      product_id: 'BTC-USD',
      updates: [
        { side: 'bid', event_time: '2026-01-05T10:30:35Z', price_level: '21921.73', new_quantity: '0.06' },
      ],
    }),
    message('candles', { type: 'update', candles: [{ ...candle, volume: '0.2', product_id: 'BTC-USD' }] }),
  ],
  prices: (sent) => [message('market_trades', { type: 'update', trades: sent.map(trade) })],
  history: (now) => {
    const ticks = Array.from({ length: HISTORY_LENGTH }, (_, i) => ({
      symbol: 'ETH-USD',
      price: (126_001 + i) / 100,
      timestamp: now - 1_000 - i * 541,
    }));
    return { frames: [message('market_trades', { type: 'snapshot', trades: ticks.map(trade) })], ticks };
  },
};
