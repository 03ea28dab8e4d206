import { decimalText } from './decimal-text.ts';
import type { BrokerDialect, SentPrice, WireFrame } from './dialect.ts';

const SYMBOLS = ['BTC-USD', 'ETH-USD', 'SHIB-USD'];
const LAST_MATCH_AGE_MS = 1_234;

const text = (message: unknown): string => JSON.stringify(message);

/** RFC 3339 in UTC with six decimals, as the feed writes it. */
const time = (timestamp: number): string => new Date(timestamp).toISOString().replace('Z', '459Z');

const match = ({ symbol, price, timestamp }: SentPrice, type = 'match'): object => ({
  type,
  trade_id: 1_081_862_675,
  maker_order_id: 'f07e510f-4edf-469d-b844-4f670f1e93f1',
  taker_order_id: 'e6f50944-3e2a-439e-ae49-308300ba8296',
  side: 'sell',
  size: '0.00000001',
  price: decimalText(price, 2),
  product_id: symbol,
  sequence: 134_905_860_111,
  time: time(timestamp),
});

const ticker = ({ symbol, price, timestamp }: SentPrice): object => ({
  type: 'ticker',
  sequence: 37_475_248_783,
  product_id: symbol,
  price: decimalText(price, 2),
  open_24h: '1310.79',
  volume_24h: '245532.79',
  low_24h: '1280.52',
  high_24h: '1313.8',
  volume_30d: '9',
  best_bid: '1285.04',
  best_bid_size: '0.4',
  best_ask: '1285.27',
  best_ask_size: '1.9',
  side: 'buy',
  time: time(timestamp),
  trade_id: 370_843_401,
  last_size: '11.4396987',
});

const ORDER = { product_id: 'BTC-USD', sequence: 10, order_id: 'd50ec984', side: 'sell', price: '200.2' };

const LOOKALIKES = (now: number): unknown[] => [
  { type: 'snapshot', product_id: 'BTC-USD', bids: [['10101.10', '0.45']], asks: [['10102.55', '0.57']] },
  { type: 'l2update', product_id: 'BTC-USD', changes: [['buy', '22356.27', '0.000000']], time: time(now) },
  { type: 'heartbeat', sequence: 90, last_trade_id: 20, product_id: 'BTC-USD', time: time(now) },
  { type: 'received', ...ORDER, size: '1.34', order_type: 'limit', time: time(now) },
  { type: 'open', ...ORDER, remaining_size: '1.00', time: time(now) },
  { type: 'done', ...ORDER, reason: 'filled', remaining_size: '0', time: time(now) },
  { type: 'change', ...ORDER, new_size: '5.23', old_size: '12.23', time: time(now) },
  { type: 'status', products: [{ id: 'BTC-USD', quote_increment: '0.01' }], currencies: [{ id: 'USD' }] },
];

/**
 * Coinbase Exchange: one product followed by its matches, one by its ticker alone, one by both.
 * Source: the exchange's documentation, https://docs.cdp.coinbase.com/exchange/websocket-feed/channels
 */
export const coinbaseDialect: BrokerDialect = {
  brokerId: 'coinbase',
  page: 'https://exchange.coinbase.com/trade/BTC-USD',
  feed: 'wss://ws-feed.exchange.coinbase.com/',
  symbols: SYMBOLS,
  opening: (now) => [
    text({
      type: 'subscriptions',
      channels: [{ name: 'matches', product_ids: SYMBOLS }, { name: 'ticker' }],
    }),
    ...LOOKALIKES(now).map(text),
    // A product that was never traded has Go's time of none.
    text({ ...ticker({ symbol: 'BTC-USD', price: 1, timestamp: now }), time: '0001-01-01T00:00:00.000000Z' }),
  ],
  prices: (sent) =>
    sent.flatMap((one): WireFrame[] => {
      if (one.symbol === 'BTC-USD') return [text(match(one))];
      if (one.symbol === 'ETH-USD') return [text(ticker(one))];
      return [text(match(one)), text(ticker(one))];
    }),
  history: (now) => {
    const last = { symbol: 'BTC-USD', price: 80_691.53, timestamp: now - LAST_MATCH_AGE_MS };
    return { frames: [text(match(last, 'last_match'))], ticks: [last] };
  },
};
