import type { Milliseconds } from '../../../shared/units.ts';
import { priceOf, timeOfSeconds } from '../wire/wire-values.ts';

/** Longer than any number that a double can tell apart. */
const MAX_NUMBER_LENGTH = 32;
const PLAIN_DECIMAL = /^\d+(\.\d+)?([eE][-+]?\d+)?$/;

/**
 * A number that stands as a number or as text: Deriv's schemas say `number`, its `ohlc` frames carry text
 * (`"close":"303.9150"`). Anything but a plain decimal comes back unchanged, and is then no number.
 */
const numberOf = (value: unknown): unknown =>
  typeof value === 'string' && value.length <= MAX_NUMBER_LENGTH && PLAIN_DECIMAL.test(value)
    ? Number(value)
    : value;

export const derivPrice = (value: unknown): number | undefined => priceOf(numberOf(value));

/** Epoch seconds, UTC, as milliseconds. */
export const derivTime = (value: unknown): Milliseconds | undefined => timeOfSeconds(numberOf(value));

/** What is left of a whole number after its binary rounding. */
const ROUNDING = 1e-9;
const MAX_DIGITS = 15;

/** Decimal places of a price whose smallest step is `pip`: 3 for 0.001, 2 for 0.25; `undefined` where it is no step. */
export const digitsOfPip = (pip: unknown): number | undefined => {
  const step = derivPrice(pip);
  if (step === undefined) return undefined;
  for (let digits = 0; digits <= MAX_DIGITS; digits += 1) {
    const steps = step * 10 ** digits;
    if (steps > 1 - ROUNDING && Math.abs(steps - Math.round(steps)) < ROUNDING) return digits;
  }
  return undefined;
};
