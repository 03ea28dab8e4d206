/** Epoch seconds. */
export const T = Date.UTC(2026, 10, 20, 12, 30, 7) / 1000;
/** When frames of that second are received, UTC ms. */
export const NOW = T * 1000 + 900;
/** When its minute began. */
export const MINUTE = T - (T % 60);

export const row = (p: unknown, t: unknown, q: unknown) => ({ p, t, q });
export const ticks = (...d: unknown[]) => ({ e: 1, t: 2, d });
export const candle = (t: unknown, open: unknown, high = 4) => ({ t, open, high, low: 0.5, close: 2 });
export const history = (e: number, tf: unknown, ...candles: unknown[]) => ({
  e,
  t: 3,
  uuid: 'K9',
  d: [{ p: 'EURUSD', tf, candles }],
});
export const instruments = (...d: unknown[]) => ({ e: 1054, t: 1, d });

/** What live prices say: pair, price, epoch seconds. */
export const live = (...told: [string, number, number][]) => ({
  type: 'ticks',
  origin: 'live',
  ticks: told.map(([pair, price, seconds]) => ({ pair, price, timestamp: seconds * 1000 })),
});

/** The message by whose tick the socket's clock becomes known, and what it says. */
export const LIVE = ticks(row('EURUSD', T, 1.0625));
export const LIVE_EVENT = live(['EURUSD@olymp-trade', 1.0625, T]);

/** New bars, deals, balances, sentiment, pings; and what is no event's number. */
export const DECOYS = [
  2,
  10,
  11,
  20,
  21,
  22,
  26,
  50,
  52,
  55,
  70,
  72,
  73,
  90,
  1003,
  1068,
  '1',
  1.5,
  null,
  true,
];
