import type { Milliseconds } from '../../../shared/units.ts';
import { priceOfDecimal, timeOfDecimalSeconds } from '../wire/decimal.ts';
import { priceOf, timeOfSeconds } from '../wire/wire-values.ts';

/** A price as a number or as text: Deriv's schemas say `number`, its `ohlc` frames carry text (`"close":"303.9150"`). */
export const derivPrice = (value: unknown): number | undefined => priceOf(value) ?? priceOfDecimal(value);

/** Epoch seconds, UTC, as a number or as text, in milliseconds. */
export const derivTime = (value: unknown): Milliseconds | undefined =>
  timeOfSeconds(value) ?? timeOfDecimalSeconds(value);

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
