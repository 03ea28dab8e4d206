import type { BrokerDialect, SentPrice, WireFrame } from './dialect.ts';

const UUID = 'LY2TI1YO9O4UG359ZEG';

const text = (...messages: unknown[]): WireFrame => JSON.stringify(messages);

const row = ({ symbol, price, timestamp }: SentPrice): unknown => ({
  p: symbol,
  t: timestamp / 1000,
  q: price,
});

/** The bar that begins with a price: its prices are no ticks. */
const bar = ({ symbol, price, timestamp }: SentPrice): unknown => ({
  p: symbol,
  tf: 60,
  t: (timestamp - (timestamp % 60_000)) / 1000,
  open: price * 1.01,
  high: price * 1.02,
  low: price * 0.98,
  close: price * 0.99,
});

const instrument = (id: string, title: string): unknown => ({ id, title, group: 'forex', precision: 5 });

/**
 * Olymp Trade's page socket as public clients read it: arrays of `{ e, t, d }`, times in whole seconds.
 * Source: GitHub: NewYaroslav/olymptrade-cpp-api `include/olymp-trade-api.hpp`.
 */
export const olympTradeDialect: BrokerDialect = {
  brokerId: 'olymp-trade',
  page: 'https://olymptrade.com/platform',
  feed: 'wss://ws.olymptrade.com/otp?cid_ver=1&cid_app=web%40OlympTrade',
  resolutionMs: 1000,
  symbols: ['EURUSD', 'ASIA_X', 'EURJPY-OTC'],
  opening: (now) => [
    text({ e: 90, t: 3, uuid: UUID, ts: Math.floor(now / 1000) }),
    text(
      { e: 55, t: 1, d: [{ account_id: 1, group: 'demo', balance: 10_000 }] },
      { e: 52, t: 1, d: [{ account_id: 0, value: 10_000 }] },
    ),
    text({
      e: 1054,
      t: 1,
      d: [
        instrument('EURUSD', 'EUR/USD'),
        instrument('ASIA_X', 'Asia Composite Index'),
        instrument('EURJPY-OTC', 'EUR/JPY OTC'),
      ],
    }),
    text({ e: 72, t: 1, d: [{ pair: 'EURUSD', winperc: 82 }] }),
    text({
      e: 22,
      t: 1,
      d: [{ id: 7, p: 'EURUSD', pair: 'EURUSD', q: 1.5, t: Math.floor(now / 1000), amount: 1 }],
    }),
    text({ e: 73, t: 1, d: [{ p: 'EURUSD', t: Math.floor(now / 1000), q: 62 }] }),
    text({ e: 4, t: 3, uuid: UUID, d: [{ p: 'EURUSD', tf: 60, sub_uid: UUID, candles: [] }] }),
  ],
  prices: (sent) => [text({ e: 1, t: 2, d: sent.map(row) }, { e: 2, t: 2, d: sent.map(bar) })],
};
