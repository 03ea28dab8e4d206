import type { BrokerDialect, SentPrice, WireFrame } from './dialect.ts';

const text = (message: unknown): string => JSON.stringify(message);

/** ISO 8601 in UTC with six decimals, as the feed writes it. */
const time = (timestamp: number): string => new Date(timestamp).toISOString().replace('Z', '000Z');

/** Every other quote has its time under the newer name. */
const quote = ({ symbol, price, timestamp }: SentPrice, index: number): unknown => ({
  rate: price,
  precision: 10,
  repeat: 0,
  ask: price * 1.001,
  [index % 2 === 0 ? 'created_at' : 'sent_at']: time(timestamp),
  bid: price * 0.999,
  ric: symbol,
});

const quotes = (sent: readonly SentPrice[]): WireFrame =>
  text({ data: [{ assets: sent.map(quote), action: 'assets' }], success: true, errors: [] });

const opinion = (now: number): unknown => ({
  asset: 'Z-CRY/IDX',
  ric: 'Z-CRY/IDX',
  rate: 0.62,
  put: 38,
  call: 62,
  created_at: time(now),
});

/**
 * Binomo's price feed and what its page's Phoenix socket says beside it, here on one socket.
 * Source: GitHub: davin77/bin-cpp `include/binomo-cpp-api-websocket.hpp`.
 */
export const binomoDialect: BrokerDialect = {
  brokerId: 'binomo',
  page: 'https://binomo.com/trading',
  feed: 'wss://as.binomo.com/',
  symbols: ['Z-CRY/IDX', 'EUR/USD', 'BTC/USD'],
  opening: (now) => [
    text({ data: [{ field: 'Z-CRY/IDX', action: 'subscribe' }], success: true, errors: [] }),
    text({
      event: 'phx_reply',
      payload: { response: {}, status: 'ok' },
      ref: '1',
      topic: 'base',
    }),
    text({
      event: 'majority_opinion',
      payload: { data: [{ assets: [opinion(now)], action: 'assets' }], ...(opinion(now) as object) },
      ref: null,
      topic: 'base',
    }),
    text(['5', null, 'asset:Z-CRY/IDX', 'majority_opinion', { assets: [opinion(now)] }]),
    text({
      event: 'deal_created',
      payload: { amount: 100, open_rate: 641.86854915, created_at: time(now), ric: 'Z-CRY/IDX' },
      ref: null,
      topic: 'base',
    }),
    text({
      event: 'change_balance',
      payload: { balance: 0, demo_balance: 99_583, trading_accounts: [] },
      ref: null,
      topic: 'base',
    }),
    text({ data: [], success: false, errors: [{ code: 'unknown', field: 'ric' }] }),
  ],
  prices: (sent) => [quotes(sent)],
};
