import { milliseconds, type Milliseconds } from '../../../shared/units.ts';
import { timeOfRfc3339 } from '../wire/rfc3339.ts';

/** In seconds it is the year 5138, in milliseconds 1973: no number of this kind means both. */
const LEAST_MILLISECONDS = 1e11;

const numberTime = (value: number): number => Math.round(value < LEAST_MILLISECONDS ? value * 1000 : value);

/**
 * A moment as Binomo writes it, UTC ms: ISO 8601 with its zone (`2020-09-27T01:25:08.000000Z`, cut to the millisecond),
 * or a number, which is milliseconds from 1e11 upward and seconds below. Text without a zone is no moment.
 */
export const binomoTime = (value: unknown): Milliseconds | undefined => {
  if (typeof value !== 'number') return timeOfRfc3339(value);
  const time = numberTime(value);
  return Number.isSafeInteger(time) && time > 0 ? milliseconds(time) : undefined;
};
