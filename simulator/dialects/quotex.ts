import type { BrokerDialect, SentPrice, WireFrame } from './dialect.ts';

/** Engine.IO 3 puts the packet type, 4 for a message, before binary data. */
const MESSAGE = 0x04;
const SECONDS_OF_MINUTE = 60;
const PAST_TICKS = 40;

const header = (event: string): string => `451-["${event}",{"_placeholder":true,"num":0}]`;

const attachment = (payload: unknown): Uint8Array =>
  new Uint8Array([MESSAGE, ...new TextEncoder().encode(JSON.stringify(payload))]);

const event = (name: string, payload: unknown): readonly WireFrame[] => [header(name), attachment(payload)];

const row = ({ symbol, price, timestamp }: SentPrice, index: number): unknown[] => [
  symbol,
  timestamp / 1000,
  price,
  index % 2,
];

/** By place: number, symbol, label, kind, digits, payout, …, whether it is open. */
const instrument = (id: number, symbol: string, label: string, digits: number): unknown[] => [
  ...[id, symbol, label, 'currency', digits, 85, 60, 30, 3, 1, 0, 0, [], 1790265979, true],
  ...[[{ time: 60, price: 0 }], 15, 1.1, 85, 90],
];

/** Decoys carry prices that nothing else sends, so that one that is taken for a tick is seen. */
const DECOY_PRICE = 66.6;

/** Quotex, whose server may send two headers before their two attachments. */
export const quotexDialect: BrokerDialect = {
  brokerId: 'quotex',
  page: 'https://qxbroker.com/en/trade',
  feed: 'wss://ws2.qxbroker.com/socket.io/?EIO=3&transport=websocket',
  symbols: ['EURCHF', 'EURUSD_otc', 'USDJPY_otc'],

  opening: (now) => [
    '0{"sid":"Q1w2","upgrades":[],"pingInterval":25000,"pingTimeout":5000}',
    '40',
    '42["s_authorization"]',
    ...event('instruments/list', [
      instrument(1, 'EURCHF', 'EUR/CHF', 5),
      instrument(2, 'EURUSD_otc', 'EUR/USD (OTC)', 5),
      instrument(3, 'USDJPY_otc', 'USD/JPY (OTC)', 3),
    ]),
    // Two headers, then their attachments in the same order.
    header('settings/list'),
    header('depth/change'),
    attachment({ demoBalance: 10_000, chart: [['EURCHF', now / 1000, DECOY_PRICE, 1]] }),
    attachment([['EURGBP', 4]]),
    ...event('chart_notification/get', [['EURUSD_otc', now / 1000, DECOY_PRICE, 0]]),
    ...event('s_balance/list', { liveBalance: DECOY_PRICE }),
    `42["tick",[["EURCHF",${now / 1000},${DECOY_PRICE},1]]]`,
    '3',
  ],

  prices: (sent) => [
    header('quotes/stream'),
    header('depth/change'),
    attachment(sent.map(row)),
    attachment([['EURCHF', 57]]),
  ],

  history: (now) => {
    const second = Math.floor(now / 1000) - PAST_TICKS;
    const ticks = Array.from({ length: PAST_TICKS }, (_, i) => ({
      symbol: 'EURUSD_otc',
      price: 1.1 + i / 100_000,
      timestamp: (second + i) * 1000 + 250,
    }));
    const minute = second - (second % SECONDS_OF_MINUTE);
    const past = ticks.map(({ price, timestamp }, i) => [timestamp / 1000, price, i % 2]);
    const candles = [0, 1, 2].map((i) => [minute - i * SECONDS_OF_MINUTE, 1.1, 1.2, 1.3, 1.05, 90]);
    return {
      frames: event('history/list/v2', {
        asset: 'EURUSD_otc',
        period: SECONDS_OF_MINUTE,
        history: past,
        candles,
      }),
      ticks,
    };
  },
};
