import { decimalText } from './decimal-text.ts';
import type { BrokerDialect, SentPrice, WireFrame } from './dialect.ts';

const text = (message: unknown): string => JSON.stringify(message);
const streamed = (stream: string, data: unknown): string => text({ stream, data });
const priceText = (price: number): string => decimalText(price, 8);

const trade = ({ symbol, price, timestamp }: SentPrice): object => ({
  e: 'trade',
  E: timestamp + 2,
  s: symbol,
  t: 4_707_380_043,
  p: priceText(price),
  q: '0.00200000',
  T: timestamp,
  m: true,
  M: true,
});

const aggTrade = ({ symbol, price, timestamp }: SentPrice): object => ({
  e: 'aggTrade',
  E: timestamp + 2,
  s: symbol,
  a: 2_061_235_376,
  p: priceText(price),
  q: '0.08200000',
  f: 100,
  l: 105,
  T: timestamp,
  m: false,
  M: true,
});

/** The running minute: its close is a price, its other prices are not. */
const kline = (symbol: string, now: number): object => ({
  e: 'kline',
  E: now,
  s: symbol,
  k: {
    t: now - (now % 60_000),
    T: now - (now % 60_000) + 59_999,
    s: symbol,
    i: '1m',
    f: 100,
    L: 200,
    o: '1.50000000',
    c: '1.60000000',
    h: '1.70000000',
    l: '1.40000000',
    v: '10',
    n: 100,
    x: false,
    q: '15',
    V: '5',
    Q: '7',
    B: '0',
  },
});

const ticker = (symbol: string, now: number): object => ({
  e: '24hrTicker',
  E: now,
  s: symbol,
  p: '0.00150000',
  w: '1.80000000',
  c: '1.60000000',
  C: now,
});

const LOOKALIKES = (now: number): unknown[] => [
  {
    e: 'markPriceUpdate',
    E: now,
    s: 'BTCUSDT',
    p: '11794.15',
    i: '11784.62',
    P: '11784.25',
    r: '0.0003',
    T: now,
  },
  { e: 'avgPrice', E: now, s: 'BTCUSDT', i: '5m', w: '25776.86000000', T: now },
  { u: 400_900_217, s: 'BTCUSDT', b: '25.35190000', B: '31.21', a: '25.36520000', A: '40.66' },
  { e: 'depthUpdate', E: now, s: 'BTCUSDT', U: 157, u: 160, b: [['0.0024', '10']], a: [['0.0026', '100']] },
  // The perpetual future of the same name, which no spot page receives.
  { e: 'aggTrade', E: now, a: 7, s: 'BTCUSDT', p: '68384.30', q: '0.082', f: 1, l: 2, T: now, m: false },
];

const isAggregated = ({ symbol }: SentPrice): boolean => symbol === 'ETHUSDT';

/**
 * Binance's spot streams: most of them combined, one bare, some of the trades of one taker's order.
 * Source: the exchange's documentation, https://github.com/binance/binance-spot-api-docs/blob/master/web-socket-streams.md
 */
export const binanceDialect: BrokerDialect = {
  brokerId: 'binance',
  page: 'https://www.binance.com/en/trade/BTC_USDT',
  feed: 'wss://stream.binance.com:9443/stream',
  symbols: ['BTCUSDT', 'ETHUSDT', 'PEPEUSDT'],
  opening: (now) => [
    text({ result: null, id: 1 }),
    text({ result: ['btcusdt@trade', 'trade'], id: 3 }),
    streamed('btcusdt@kline_1m', kline('BTCUSDT', now)),
    streamed('btcusdt@ticker', ticker('BTCUSDT', now)),
    streamed('!ticker@arr', [ticker('BTCUSDT', now), ticker('ETHUSDT', now)]),
    ...LOOKALIKES(now).flatMap((message) => [text(message), streamed('btcusdt@trade', message)]),
  ],
  prices: (sent) =>
    sent.map((one, index): WireFrame => {
      if (isAggregated(one)) return streamed(`${one.symbol.toLowerCase()}@aggTrade`, aggTrade(one));
      return index % 2 === 0 ? streamed(`${one.symbol.toLowerCase()}@trade`, trade(one)) : text(trade(one));
    }),
};
