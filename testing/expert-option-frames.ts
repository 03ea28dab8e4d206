/** Epoch seconds. */
export const T = Date.UTC(2026, 10, 20, 12, 30, 7) / 1000;
/** When frames of that second are received, UTC ms. */
export const NOW = T * 1000 + 900;

export const candles = (assetId: unknown, t: unknown, price: unknown) => ({
  action: 'candles',
  message: {
    assetId,
    candles: [
      { tf: 0, tt: t, t, v: [price] },
      { tf: 5, tt: t, t: T - 2, v: [30.5, 30.7, 30.1, 30.2] },
    ],
    expTimes: [[T, T + 30, [[30.5, 76, 76, 1]]]],
  },
});
export const EURUSD = {
  asset_group_id: 'currencies',
  digits: 6,
  id: 142,
  is_active: 1,
  name: 'EUR/USD',
  profit: 85,
  symbol: 'EURUSD',
};
export const assets = (...rows: unknown[]) => ({ action: 'assets', message: { assets: rows }, ns: 3 });
export const several = (...actions: unknown[]) => ({ action: 'multipleAction', message: { actions }, ns: 2 });

/** Names under which no price of a market comes. */
export const DECOYS = [
  'assetHistoryCandles',
  'subscribeCandles',
  'defaultSubscribeCandles',
  'tradesStatus',
  'tradersChoice',
  'expertOption',
  'openOptionsStat',
  'buySuccessful',
  'optionFinished',
  'profile',
  'token',
  'pong',
  'Candles',
  'constructor',
  '__proto__',
];
