import { milliseconds, type Milliseconds } from '../../../shared/units.ts';

/** Milliseconds reach it in the year 5138, microseconds have been beyond it since 1973. */
const MICROSECONDS_FROM = 100_000_000_000_000;

/**
 * A time of Binance in UTC ms, or `undefined` for what is none. A page that asks for `timeUnit=MICROSECOND` gets
 * microseconds in the same places (the exchange's documentation:
 * https://developers.binance.com/docs/binance-spot-api-docs/web-socket-streams); they are cut.
 */
export const binanceTime = (value: unknown): Milliseconds | undefined => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value <= 0) return undefined;
  return milliseconds(value < MICROSECONDS_FROM ? value : Math.floor(value / 1000));
};
