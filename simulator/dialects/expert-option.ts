import type { BrokerDialect, SentPrice, WireFrame } from './dialect.ts';

/** Each symbol's number, as prices have it. */
const NUMBERS = new Map([
  ['EURUSD', 142],
  ['EURUSD_OTC', 245],
  ['BTCUSD.160', 160],
  ['BTCUSD.231', 231],
]);

const FORMING_MS = 5_000;

const text = (message: unknown): string => JSON.stringify(message);
const bytes = (message: unknown): Uint8Array => new TextEncoder().encode(text(message));

const asset = (id: number, symbol: string, name: string, digits: number): unknown => ({
  asset_group_id: 'currencies',
  asset_type: 1,
  base_id: id,
  changes: -0.05,
  closetime: 72_000,
  digits,
  id,
  is_active: 1,
  isVisible: true,
  mode: 'vanilla',
  name,
  profit: 85,
  purchase_time: 30,
  rates: [
    [0, 85, 85],
    [-0.00002, 90, 0],
  ],
  symbol,
});

const ASSETS = [
  asset(142, 'EURUSD', 'EUR/USD', 6),
  asset(245, 'EURUSD', 'EUR/USD (OTC)', 6),
  asset(160, 'BTCUSD', 'Bitcoin', 3),
  asset(231, 'BTCUSD', 'Bitcoin', 3),
];

/** The price, the forming candle, and the expirations with their strikes, which are no prices of the market. */
const candles = ({ symbol, price, timestamp }: SentPrice): unknown => {
  const seconds = timestamp / 1000;
  const opened = (timestamp - (timestamp % FORMING_MS)) / 1000;
  return {
    action: 'candles',
    message: {
      assetId: NUMBERS.get(symbol),
      candles: [
        { tf: 0, tt: seconds, t: seconds, v: [price] },
        { tf: 5, tt: seconds, t: opened, v: [price * 1.01, price * 1.02, price * 0.98, price] },
      ],
      expTimes: [
        [
          opened,
          opened + 30,
          [
            [price * 1.03, 76, 76, 1],
            [price * 0.97, 77, 2, 2],
          ],
        ],
      ],
    },
  };
};

/** Every other frame is binary, as the broker's servers send them. */
const frameOf = (message: unknown, index: number): WireFrame =>
  index % 2 === 0 ? bytes(message) : text(message);

/**
 * ExpertOption's page socket: `{ action, message }` as text or as bytes of it, times in seconds with halves.
 * Source: GitHub: huenique/eo-price-reader `docs/Messages.md`, theshadow76/ExpertOptionApi `expert.log`.
 */
export const expertOptionDialect: BrokerDialect = {
  brokerId: 'expert-option',
  page: 'https://app.expertoption.com/',
  feed: 'wss://fr24g1eu.expertoption.com/ws/v40?app=web',
  resolutionMs: 500,
  symbols: [...NUMBERS.keys()],
  opening: (now) =>
    [
      { action: 'setContext', message: { result: 'ok', is_demo: 1 }, ns: 1 },
      {
        action: 'multipleAction',
        message: {
          actions: [
            { action: 'profile', message: { profile: { id: 1, demo_balance: 10_000, real_balance: 0 } } },
            { action: 'assets', message: { assets: ASSETS } },
            { action: 'openOptions', message: { options: [] } },
          ],
        },
        ns: 2,
      },
      { action: 'pong', message: { data: String(now) } },
      {
        action: 'assetHistoryCandles',
        message: { assetId: 142, candles: [{ tf: 5, periods: [[now / 1000 - 60, [[1, 2, 0.5, 1.5]]]] }] },
      },
      {
        action: 'subscribeCandles',
        message: { assetId: 142, candles: [{ tf: 0, t: now / 1000 - 3_600, v: [1.5] }] },
      },
      {
        action: 'tradesStatus',
        message: { assetId: 142, trades: [{ id: 9, p: 1.5, t: now / 1000, w: 1 }] },
      },
      { action: 'tradersChoice', message: { assets: [{ assetId: 142, put: 38 }] } },
      { action: 'buySuccessful', message: { option: { id: 9, asset_id: 142, strike_rate: 1.5 } } },
    ].map(frameOf),
  prices: (sent) => sent.map(candles).map(frameOf),
};
