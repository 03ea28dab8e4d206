import { milliseconds, type Milliseconds } from '../../../shared/units.ts';

export const TIME_UNITS = ['s', 'ms', 'us', 'ns', 'iso'] as const;
/** How a site writes its times: epoch seconds down to nanoseconds, or a date and a time as ISO 8601 has them. */
export type TimeUnit = (typeof TIME_UNITS)[number];

const PER_MS = { ms: 1, us: 1_000, ns: 1_000_000 } as const;
const MAX_TEXT = 40;

/** The zone may be left out: what the time is ahead of UTC is measured anyway, as with every site's times. */
const ISO =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)? ?(?:Z|UTC|([+-])(\d\d):?(\d\d))?$/;

const timeOfIso = (text: string): number => {
  const [, year, month, day, hour, minute, second = 0, fraction = '', sign, hours = 0, minutes = 0] =
    ISO.exec(text) ?? [];
  const local = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  const ahead = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1);
  return local + Number(`0.${fraction || 0}`) * 1_000 - ahead;
};

/** A number, or a string that is plainly one; JSON's numbers are too coarse for nanoseconds, so many write strings. */
export const decimalOf = (value: unknown): number | undefined => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || value.length > MAX_TEXT) return undefined;
  return /^\d+(\.\d+)?([eE][-+]?\d+)?$/.test(value) ? Number(value) : undefined;
};

/** The site's milliseconds, of whatever zone, rounded; `undefined` for what is no time. */
export const wireTime = (value: unknown, unit: TimeUnit): Milliseconds | undefined => {
  let time: number | undefined;
  if (unit !== 'iso') time = decimalOf(value);
  else if (typeof value === 'string' && value.length <= MAX_TEXT) time = timeOfIso(value);
  if (time === undefined) return undefined;
  const rounded = Math.round(unit === 'iso' ? time : unit === 's' ? time * 1_000 : time / PER_MS[unit]);
  return Number.isSafeInteger(rounded) && rounded > 0 ? milliseconds(rounded) : undefined;
};

/** Further from now is no time of a live price, in whatever zone. */
const NEAR_MS = 24 * 60 * 60_000;

/** The unit by which a value is a time near `now`, UTC ms; `undefined` where no unit makes it one. */
export const timeUnitOf = (value: unknown, now: number): TimeUnit | undefined =>
  TIME_UNITS.find((unit) => {
    const time = wireTime(value, unit);
    return time !== undefined && Math.abs(time - now) <= NEAR_MS;
  });
