const seconds = (timestamp: number): number => timestamp / 1000;

const asset = (symbol: string, display_name: string, market: string, pip: number): unknown => ({
  allow_forward_starting: 1,
  display_name,
  display_order: 1,
  exchange_is_open: 1,
  is_trading_suspended: 0,
  market,
  market_display_name: market,
  pip,
  spot: 1234.56,
  symbol,
  symbol_type: market,
});

const personal = (now: number): unknown[] => [
  { msg_type: 'authorize', authorize: { balance: 10_000, currency: 'USD', loginid: 'VRTC0000000' } },
  { msg_type: 'balance', balance: { balance: 10_000.5, currency: 'USD', loginid: 'VRTC0000000' } },
  {
    msg_type: 'proposal_open_contract',
    proposal_open_contract: {
      current_spot: 1.5,
      current_spot_time: seconds(now),
      tick_stream: [{ epoch: seconds(now), tick: 1.5 }],
      underlying: 'R_100',
    },
  },
  { msg_type: 'transaction', transaction: { action: 'buy', amount: -10, symbol: 'R_100' } },
];

const other = (now: number): unknown[] => [
  { msg_type: 'time', time: Math.floor(seconds(now)) },
  {
    msg_type: 'proposal',
    proposal: { ask_price: 10, payout: 19.5, spot: 2.5, spot_time: Math.floor(seconds(now)) },
  },
  {
    echo_req: { ticks: 'NONE' },
    error: { code: 'InvalidSymbol', message: 'Symbol NONE invalid.' },
    msg_type: 'tick',
  },
  // What a request carries for its sender comes back in the answer's echo.
  {
    echo_req: {
      passthrough: { msg_type: 'tick', tick: { symbol: 'R_100', quote: 3.5, epoch: seconds(now) } },
    },
    msg_type: 'ping',
    ping: 'pong',
  },
];

const ASSETS = {
  active_symbols: [
    asset('R_100', 'Volatility 100 Index', 'synthetic_index', 0.01),
    asset('1HZ100V', 'Volatility 100 (1s) Index', 'synthetic_index', 0.01),
    asset('frxEURUSD', 'EUR/USD', 'forex', 0.00001),
  ],
  echo_req: { active_symbols: 'brief' },
  msg_type: 'active_symbols',
};

/** The asset list, then messages that look like prices or are the account's own. `now`: UTC ms. */
export const derivOpening = (now: number): unknown[] => [ASSETS, ...personal(now), ...other(now)];
