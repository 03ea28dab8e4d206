import { milliseconds, type Milliseconds } from '../../../shared/units.ts';

/** Six decimals of a second were seen; nine are nanoseconds. */
const MAX_LENGTH = '2026-11-20T12:30:07.123456789+00:00'.length;
const ISO_WITH_ZONE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** In seconds it is the year 5138, in milliseconds 1973: no number of this kind means both. */
const LEAST_MILLISECONDS = 1e11;

const numberTime = (value: number): number => Math.round(value < LEAST_MILLISECONDS ? value * 1000 : value);

/**
 * A moment as Binomo writes it, UTC ms: ISO 8601 with its zone (`2020-09-27T01:25:08.000000Z`, cut to the millisecond),
 * or a number, which is milliseconds from 1e11 upward and seconds below. Text without a zone is no moment.
 */
export const binomoTime = (value: unknown): Milliseconds | undefined => {
  let time = Number.NaN;
  if (typeof value === 'number') time = numberTime(value);
  else if (typeof value === 'string' && value.length <= MAX_LENGTH && ISO_WITH_ZONE.test(value)) {
    time = Date.parse(value);
  }
  return Number.isSafeInteger(time) && time > 0 ? milliseconds(time) : undefined;
};
