import { decimalText } from './decimal-text.ts';
import type { BrokerDialect, SentPrice, WireFrame } from './dialect.ts';

const HISTORY_LENGTH = 50;
const SYMBOLS = ['XBT/USD', 'ETH/USD'];

const text = (message: unknown): string => JSON.stringify(message);

/** Epoch seconds with six decimals, as the feed writes them. */
const seconds = (timestamp: number): string =>
  `${Math.floor(timestamp / 1000)}.${String(timestamp % 1000).padStart(3, '0')}597`;

const row = ({ price, timestamp }: SentPrice): unknown => [
  decimalText(price, 5),
  '0.15850568',
  seconds(timestamp),
  's',
  'l',
  '',
];

const trades = (symbol: string, sent: readonly SentPrice[]): WireFrame =>
  text([SYMBOLS.indexOf(symbol), sent.filter((one) => one.symbol === symbol).map(row), 'trade', symbol]);

const status = (name: string, pair: string): WireFrame =>
  text({
    channelID: SYMBOLS.indexOf(pair),
    channelName: name,
    event: 'subscriptionStatus',
    pair,
    status: 'subscribed',
    subscription: { name },
  });

/**
 * Kraken's first interface: arrays, and after a subscription the last trades of its pair.
 * Source: the exchange's documentation, https://docs.kraken.com/exchange/api-reference/spot-websocket-v1/trade.md
 */
export const krakenV1Dialect: BrokerDialect = {
  brokerId: 'kraken',
  page: 'https://pro.kraken.com/app/trade/btc-usd',
  feed: 'wss://ws.kraken.com/',
  symbols: SYMBOLS,
  opening: (now) => [
    text({
      connectionID: 8_628_615_390_848_610_000,
      event: 'systemStatus',
      status: 'online',
      version: '1.0.0',
    }),
    status('book', 'XBT/USD'),
    text({ event: 'heartbeat' }),
    text([0, ['5698.40000', '5700.00000', seconds(now), '1.01234567', '0.98765432'], 'spread', 'XBT/USD']),
    text([
      0,
      { a: ['5525.4', 1, '1.0'], b: ['5525.1', 1, '1.0'], c: ['5525.1', '0.00398963'] },
      'ticker',
      'XBT/USD',
    ]),
    text([0, [seconds(now), seconds(now + 60_000), '3', '5', '2', '4', '3.5', '13', 9], 'ohlc-1', 'XBT/USD']),
    text([0, { a: [['5541.30000', '2.50700000', seconds(now)]], c: '974942666' }, 'book-10', 'XBT/USD']),
  ],
  prices: (sent) =>
    SYMBOLS.filter((symbol) => sent.some((one) => one.symbol === symbol)).map((symbol) =>
      trades(symbol, sent),
    ),
  history: (now) => {
    const ticks = Array.from({ length: HISTORY_LENGTH }, (_, i) => ({
      symbol: 'XBT/USD',
      price: (554_120 + i) / 100,
      timestamp: now - 60_000 + i * 997,
    }));
    return { frames: [status('trade', 'XBT/USD'), trades('XBT/USD', ticks)], ticks };
  },
};
