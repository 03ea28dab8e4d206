import { milliseconds, type Milliseconds } from '../../../shared/units.ts';
import { priceOf } from './wire-values.ts';

/** More digits than any price has. */
const MAX_LENGTH = 40;
const DECIMAL = /^\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/;
/** Up to the year 33658; up to nanoseconds. */
const SECONDS = /^(\d{1,12})(?:\.(\d{1,9}))?$/;

/**
 * A price that is written as text, or `undefined` for what is none: no sign, no blank, no hexadecimal number and no
 * empty text, all of which `Number` would take.
 */
export const priceOfDecimal = (value: unknown): number | undefined =>
  typeof value === 'string' && value.length <= MAX_LENGTH && DECIMAL.test(value)
    ? priceOf(Number(value))
    : undefined;

/**
 * The milliseconds in the digits after a second's decimal point. What is finer is cut, not rounded: a trade of
 * 59.9996 s belongs to the candle that ends then, and rounded it would begin the next.
 */
export const millisecondsOfFraction = (digits: string): number => Number(digits.slice(0, 3).padEnd(3, '0'));

/** Epoch seconds that are written as text (`1534614057.321597`), cut to milliseconds; `undefined` for no time. */
export const timeOfDecimalSeconds = (value: unknown): Milliseconds | undefined => {
  const match = typeof value === 'string' ? SECONDS.exec(value) : null;
  if (!match) return undefined;
  const [, whole, fraction = ''] = match;
  const time = Number(whole) * 1000 + millisecondsOfFraction(fraction);
  return time > 0 ? milliseconds(time) : undefined;
};
