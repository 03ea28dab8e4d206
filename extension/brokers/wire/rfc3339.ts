import { milliseconds, type Milliseconds } from '../../../shared/units.ts';
import { millisecondsOfFraction } from './decimal.ts';

const DATE_TIME =
  /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;
const MINUTE_MS = 60_000;

/** The zone's distance from UTC, or `undefined` for more than a day has. */
const zoneOffset = (sign: string | undefined, hours: number, minutes: number): number | undefined => {
  if (sign === undefined) return 0;
  if (hours > 23 || minutes > 59) return undefined;
  return (sign === '-' ? -1 : 1) * (hours * 60 + minutes) * MINUTE_MS;
};

/**
 * A date and time of RFC 3339 (`2014-11-07T08:19:27.028459Z`) in UTC ms; micro- and nanoseconds are cut (see
 * `millisecondsOfFraction`). `undefined` for another text, a day or hour that is none, and every time before 1970: Go
 * writes `0001-01-01T00:00:00Z` where it has none, which `Date.UTC` would take for the year 1901.
 *
 * Not left to `Date.parse`: what that makes of more than three digits of a second is each engine's own affair.
 */
export const timeOfRfc3339 = (value: unknown): Milliseconds | undefined => {
  const match = typeof value === 'string' ? DATE_TIME.exec(value) : null;
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const offset = zoneOffset(match[8], Number(match[9]), Number(match[10]));
  if (year < 1970 || hour > 23 || minute > 59 || second > 59 || offset === undefined) return undefined;
  const midnight = new Date(Date.UTC(year, month - 1, day));
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return undefined;
  const ofDay = ((hour * 60 + minute) * 60 + second) * 1000 + millisecondsOfFraction(match[7] ?? '');
  const time = midnight.getTime() + ofDay - offset;
  return time > 0 ? milliseconds(time) : undefined;
};
