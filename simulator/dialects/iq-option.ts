import type { BrokerDialect, SentPrice, WireFrame } from './dialect.ts';

/** The broker's numbers of its assets. */
const ACTIVE_IDS: Readonly<Record<string, number>> = { EURUSD: 1, 'EURUSD-OTC': 76, BTCUSD: 816 };
const NANOSECONDS_OF_MS = 1_000_000;
/** Decoys carry prices that nothing else sends, so that one that is taken for a tick is seen. */
const DECOY_PRICE = 66.6;

const text = (name: string, msg: unknown, microserviceName?: string): string =>
  JSON.stringify({ name, microserviceName, msg });

const active = (id: number, ticker: string, precision: number) => ({
  id,
  name: `front.${ticker}`,
  ticker,
  precision,
  enabled: true,
  is_suspended: false,
  option: { expiration_times: [60, 120], profit: { commission: 15 } },
});

/** One candle as it stands after a price. */
const candle = (time: number, price: number, size: number) => {
  const second = Math.floor(time / 1000);
  const from = second - (second % size);
  return {
    from,
    to: from + size,
    id: from / size,
    open: price,
    close: price,
    min: price,
    max: price,
    volume: 0,
  };
};

/** The frames of one price: a candle of each subscribed size, then every candle of the asset at once. */
const framesOf = ({ symbol, price, timestamp }: SentPrice): readonly WireFrame[] => {
  const quote = {
    active_id: ACTIVE_IDS[symbol],
    at: timestamp * NANOSECONDS_OF_MS,
    ...{ ask: price * 1.001, bid: price * 0.999, phase: 'T' },
  };
  const ofSize = (size: number) =>
    text('candle-generated', { ...quote, size, ...candle(timestamp, price, size) }, 'quotes');
  const candles = { 1: candle(timestamp, price, 1), 60: candle(timestamp, price, 60) };
  return [ofSize(1), ofSize(60), text('candles-generated', { ...quote, value: price, candles }, 'quotes')];
};

const opening = (now: number): readonly WireFrame[] => {
  const past = { active_id: 1, ...candle(now - 60_000, DECOY_PRICE, 60) };
  return [
    text('timeSync', now),
    text('authenticated', true),
    text('front', 'ws01.ws.prod.example'),
    text('profile', { balance: 10_000, active_id: 1, close: DECOY_PRICE }),
    text('initialization-data', {
      turbo: { actives: { 1: active(1, 'EURUSD', 6), 76: active(76, 'EURUSD-OTC', 6) } },
      binary: { actives: {} },
      blitz: { actives: {} },
      currency: 'USD',
    }),
    text('underlying-list', {
      items: [
        { active_id: 816, active_type: 'marginal-crypto', name: 'BTCUSD', precision: 2, is_suspended: false },
      ],
    }),
    text('first-candles', { candles_by_size: { 60: past } }),
    text('candles', { candles: [past] }),
    text('heartbeat', now),
    text('balance-changed', { current_balance: { amount: 10_000 } }),
    text('traders-mood-changed', { instrument: 'turbo-option', asset_id: 1, value: 0.66 }),
    text('instrument-quotes-generated', { active: 1, at: now, quotes: [{ price: { ask: DECOY_PRICE } }] }),
    text('positions-state', {
      positions: [{ active_id: 1, at: now * NANOSECONDS_OF_MS, close: DECOY_PRICE }],
    }),
    text('live-deal-binary-option-placed', { active_id: 1, value: DECOY_PRICE, created_at: now }),
  ];
};

const dialectOf = (brokerId: string, page: string, feedHost: string): BrokerDialect => ({
  brokerId,
  page,
  feed: `wss://${feedHost}/echo/websocket`,
  symbols: Object.keys(ACTIVE_IDS),
  opening,
  prices: (sent) => sent.flatMap(framesOf),
});

/** IQ Option and the brokers that run its platform under names of their own. */
export const iqOptionDialects: readonly BrokerDialect[] = [
  dialectOf('iq-option', 'https://iqoption.com/traderoom', 'ws.iqoption.com'),
  dialectOf('exnova', 'https://trade.exnova.com/traderoom', 'ws.trade.exnova.com'),
  dialectOf('avalon', 'https://trade.avalonbroker.com/traderoom', 'ws.trade.avalonbroker.com'),
  dialectOf('bull-ex', 'https://trade.bull-ex.com/traderoom', 'ws.trade.bull-ex.com'),
];
