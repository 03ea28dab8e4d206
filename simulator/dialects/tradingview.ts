import type { BrokerDialect, SentPrice, WireFrame } from './dialect.ts';

const SESSION = 'qs_multiplexer_full_aBcDeFgHiJkL';
const CHART = 'cs_aBcDeFgHiJkL';
const EURUSD = 'FX:EURUSD';
const BTCUSD = 'COINBASE:BTCUSD';
const AAPL = 'NASDAQ:AAPL';
/** As the page's chart asks for a symbol; its watchlist asks for it by the bare name. */
const AS_CHART = `={"symbol":"${BTCUSD}","adjustment":"splits","currency-id":"USD"}`;

/** Payloads in one frame; a length counts UTF-16 units. */
const framed = (...payloads: unknown[]): string =>
  payloads
    .map((payload) => (typeof payload === 'string' ? payload : JSON.stringify(payload)))
    .map((text) => `~m~${text.length}~m~${text}`)
    .join('');

const quote = (n: string, v: object, session = SESSION): object => ({
  m: 'qsd',
  p: [session, { n, s: 'ok', v }],
});

/** What stands when a quote is asked for: its time and its price come apart, and are of different moments. */
const loaded = (n: string, facts: object, now: number, session?: string): object[] => [
  quote(n, { minute_loaded: true, lp_time: Math.floor(now / 60_000) * 60 }, session),
  quote(n, { ...facts, lp: 1.25, ch: -0.01, chp: -0.8, volume: 6219.89, fractional: false }, session),
  quote(n, { trade_loaded: true, bid: 1.24, bid_size: 0, ask: 1.26, ask_size: 0 }, session),
  { m: 'quote_completed', p: [session ?? SESSION, n] },
];

const FACTS = {
  [EURUSD]: { description: 'Euro / U.S. Dollar', type: 'forex', pricescale: 100_000 },
  [BTCUSD]: { description: 'Bitcoin / U.S. dollar', type: 'spot', typespecs: ['crypto'], pricescale: 100 },
  [AAPL]: { description: 'Apple Inc. – “AAPL”', type: 'stock', typespecs: ['common'], pricescale: 100 },
};

/** A message has what has changed since the last one of its symbol in this batch: price, second, or both. */
const changes = (sent: readonly SentPrice[]): object[] => {
  const last = new Map<string, SentPrice>();
  return sent.map((one) => {
    const { symbol, price, timestamp } = one;
    const before = last.get(symbol);
    last.set(symbol, one);
    const n = symbol === BTCUSD ? AS_CHART : symbol;
    const onlyTime = before?.price === price && before.timestamp < timestamp;
    const onlyPrice = before?.timestamp === timestamp && before.price !== price;
    return quote(n, {
      ...(!onlyPrice && { lp_time: timestamp / 1000 }),
      ...(!onlyTime && { lp: price }),
      ch: -0.02,
      chp: -1.6,
      volume: 6219.91,
    });
  });
};

/** The running bar of the page's chart, which has no symbol. */
const bar = (m: string, now: number): object => ({
  m,
  p: [
    CHART,
    {
      sds_1: {
        s: [{ i: 301, v: [Math.floor(now / 60_000) * 60, 1.2, 1.3, 1.1, 1.25, 0.35798] }],
        ns: { d: '', indexes: 'nochange' },
        t: 's1',
        lbs: { bar_close_time: Math.floor(now / 60_000) * 60 + 60 },
      },
    },
  ],
});

/** A tick but for a length that does not fit it. */
const cut = (now: number, wrong: number): string => {
  const text = JSON.stringify(quote(EURUSD, { lp: 9.75, lp_time: Math.floor(now / 1000) }));
  return `~m~${text.length + wrong}~m~${text}`;
};

/**
 * TradingView's quotes: several messages a frame, each with what has changed. Whole seconds.
 * Source: GitHub: Mathieu2301/TradingView-API `src/quote/`, `src/protocol.js`, and public captures of its page.
 */
export const tradingViewDialect: BrokerDialect = {
  brokerId: 'tradingview',
  page: 'https://www.tradingview.com/chart/',
  feed: 'wss://data.tradingview.com/socket.io/websocket?from=chart%2F&type=chart',
  resolutionMs: 1_000,
  symbols: [EURUSD, BTCUSD, AAPL],
  opening: (now) => [
    framed({ session_id: '<0.1.2>_wdc1-charts-1', timestamp: Math.floor(now / 1000), protocol: 'json' }),
    framed('~h~1'),
    framed(
      ...Object.entries(FACTS).flatMap(([name, facts]) =>
        loaded(name, { ...facts, pro_name: name, minmov: 1, minmove2: 0, currency_code: 'USD' }, now),
      ),
    ),
    framed(...loaded(BTCUSD, { pro_name: BTCUSD }, now, 'qs_multiplexer_watchlist_x'), '~h~2'),
    framed({ m: 'qsd', p: [SESSION, { n: 'FX:NONE', s: 'error', errmsg: 'no such symbol', v: { lp: 1 } }] }),
    framed(quote(EURUSD, { bid: 1.24, ask: 1.26 }), { m: 'symbol_resolved', p: [CHART, 'sds_sym_1', {}] }),
    framed(bar('timescale_update', now), { m: 'series_completed', p: [CHART, 'sds_1', 'streaming', 's1'] }),
    framed(bar('du', now)),
    ...[-9, 9].map((wrong): WireFrame => cut(now, wrong)),
    framed(quote(EURUSD, { lp: 9.75, lp_time: Math.floor(now / 1000) })).slice(0, -1),
    // What a page receives that has asked for the older binary form.
    new Uint8Array([0x7e, 0x6d, 0x7e, 0x34, 0x7e, 0x6d, 0x7e, 0x7e, 0x68, 0x7e, 0x31]),
  ],
  prices: (sent) => [framed(...changes(sent), '~h~12')],
};
