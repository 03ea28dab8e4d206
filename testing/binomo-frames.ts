/** UTC ms. */
export const T = Date.UTC(2026, 10, 20, 12, 30, 7);
/** When quotes of that moment are received. */
export const NOW = T + 350;

export const iso = (time: number): string => new Date(time).toISOString();
export const quote = (ric: unknown, rate: unknown, created_at: unknown) => ({
  rate,
  precision: 5,
  repeat: 0,
  ask: 8.5,
  created_at,
  bid: 7.5,
  ric,
});
export const message = (...assets: unknown[]) => ({
  data: [{ assets, action: 'assets' }],
  success: true,
  errors: [],
});
