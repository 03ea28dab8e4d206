import { milliseconds } from '../shared/units.ts';

/** Epoch seconds: 2026-11-20 12:30:07 UTC. */
export const T = Date.UTC(2026, 10, 20, 12, 30, 7) / 1000;
/** When frames of that second are received, UTC ms. */
export const NOW = milliseconds(T * 1000 + 350);

export const tick = (symbol: unknown, epoch: unknown, quote: unknown) => ({
  echo_req: { subscribe: 1, ticks: symbol },
  msg_type: 'tick',
  subscription: { id: 'a1' },
  tick: { ask: 8.5, bid: 7.5, epoch, id: 'a1', pip_size: 2, quote, symbol },
});

export const ohlc = (symbol: unknown, epoch: number, close: unknown) => ({
  echo_req: {},
  msg_type: 'ohlc',
  ohlc: {
    close,
    epoch,
    granularity: 60,
    high: '304.1961',
    id: 'a1',
    low: '303.9065',
    open: '304.1676',
    open_time: epoch - (epoch % 60),
    symbol,
  },
});

export const history = (echo_req: unknown, prices: readonly unknown[], times: readonly unknown[]) => ({
  echo_req,
  history: { prices, times },
  msg_type: 'history',
  pip_size: 2,
});

export const candles = (echo_req: unknown, rows: readonly (readonly number[])[]) => ({
  candles: rows.map(([epoch, open, high, low, close]) => ({ close, epoch, high, low, open })),
  echo_req,
  msg_type: 'candles',
});

export const error = (msg_type: string) => ({
  echo_req: { ticks: 'NONE' },
  error: { code: 'InvalidSymbol', message: 'Symbol NONE invalid.' },
  msg_type,
});

/** Names under which no price of a market comes. */
export const DECOYS = [
  'authorize',
  'balance',
  'transaction',
  'proposal_open_contract',
  'proposal',
  'portfolio',
  'buy',
  'time',
  'Tick',
  'ticks',
  'ticks_history',
  'constructor',
  '__proto__',
];

/** Messages of those names, with what looks like a price. */
export const PERSONAL = DECOYS.map((msg_type) => ({
  ...tick('R_100', T, 5),
  ...history({ ticks_history: 'R_100' }, [5], [T]),
  msg_type,
  [msg_type]: { symbol: 'R_100', epoch: T, quote: 5, balance: 10_000 },
}));
