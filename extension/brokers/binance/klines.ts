import { milliseconds, type Milliseconds } from '../../../shared/units.ts';
import { priceOfDecimal } from '../wire/decimal.ts';
import type { EndedCandles } from '../wire/ended-candles.ts';
import { wireCandle } from '../wire/wire-candle.ts';
import { isRecord, type WireRecord } from '../wire/wire-values.ts';
import { binanceTime } from './time.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The intervals of the exchange's documentation, but for the month, which has no length of its own. */
const DURATIONS = new Map<unknown, Milliseconds>(
  Object.entries({
    '1s': 1_000,
    '1m': MINUTE_MS,
    '3m': 3 * MINUTE_MS,
    '5m': 5 * MINUTE_MS,
    '15m': 15 * MINUTE_MS,
    '30m': 30 * MINUTE_MS,
    '1h': HOUR_MS,
    '2h': 2 * HOUR_MS,
    '4h': 4 * HOUR_MS,
    '6h': 6 * HOUR_MS,
    '8h': 8 * HOUR_MS,
    '12h': 12 * HOUR_MS,
    '1d': DAY_MS,
    '3d': 3 * DAY_MS,
    '1w': 7 * DAY_MS,
  }).map(([interval, duration]) => [interval, milliseconds(duration)]),
);

/**
 * The candle of a `kline` event that says that it has ended (`k.x`), or `undefined`: `k` has `t` its start, `i` the
 * interval, `s` the symbol, `o`, `h`, `l`, `c` the prices as text. Source: the exchange's documentation,
 * https://github.com/binance/binance-spot-api-docs/blob/master/web-socket-streams.md
 */
export const endedKline = ({ e, k }: WireRecord): EndedCandles | undefined => {
  if (e !== 'kline' || !isRecord(k) || k.x !== true || typeof k.s !== 'string') return undefined;
  const duration = DURATIONS.get(k.i);
  const candle = wireCandle(binanceTime(k.t), { open: k.o, high: k.h, low: k.l, close: k.c }, priceOfDecimal);
  return duration && candle && { symbol: k.s, duration, candles: [candle] };
};
