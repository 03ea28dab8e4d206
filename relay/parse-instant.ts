import { milliseconds, type Milliseconds } from '../shared/units.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const TIME = String.raw`(?:[T ]\s*(?<hour>\d{2}):?(?<minute>\d{2})(?::?(?<second>\d{2})(?:[.,]?(?<fraction>\d{1,9}))?)?)?`;
const ZONE = String.raw`(?:\s*(?<utc>Z|UTC|GMT)?(?<offset>[+-]\d{2}:?\d{2})?)`;
/** ISO 8601, `2025.09.03 00:34` as MetaTrader writes it, `20250903 003400`. */
const YEAR_FIRST = new RegExp(
  String.raw`^(?<year>\d{4})(?<mark>[-./]?)(?<month>\d{2})\k<mark>(?<day>\d{2})${TIME}${ZONE}$`,
  'i',
);
/** `03.09.2025 00:34:00.000`; with other marks nobody can tell the day from the month. */
const DAY_FIRST = new RegExp(String.raw`^(?<day>\d{2})\.(?<month>\d{2})\.(?<year>\d{4})${TIME}${ZONE}$`, 'i');
const NUMBER = /^\d+(?:\.\d+)?$/;
const OFFSET = /^([+-])(\d{2}):?(\d{2})$/;

/** `+02:00` in ms; `undefined` where the text is none. */
export const parseUtcOffset = (text: string): Milliseconds | undefined => {
  const [, sign, hours, minutes] = OFFSET.exec(text) ?? [];
  if (Number(hours) > 14 || Number(minutes) > 59 || sign === undefined) return undefined;
  const length = Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS;
  return milliseconds(sign === '-' ? -length : length);
};

/** Seconds, ms or µs since the epoch, told apart by their size: seconds reach the year 5138, ms begin in 1973. */
const fromNumber = (value: number): Milliseconds => {
  if (value < 1e11) return milliseconds(Math.round(value * 1_000));
  return milliseconds(value < 1e14 ? value : Math.floor(value / 1_000));
};

const fromText = (text: string, utcOffset: Milliseconds): Milliseconds | undefined => {
  const parts = (YEAR_FIRST.exec(text) ?? DAY_FIRST.exec(text))?.groups;
  if (!parts) return undefined;
  const { fraction = '', utc, offset } = parts;
  const [month, day, hour, minute, second] = [
    ...[parts.month, parts.day].map(Number),
    ...[parts.hour, parts.minute, parts.second].map((part) => Number(part ?? 0)),
  ] as [number, number, number, number, number];
  const date = new Date(Date.UTC(Number(parts.year), month - 1, day, hour, minute, second));
  // The 30th of February would become the 2nd of March.
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24;
  if (!exists || minute > 59 || second > 59) return undefined;
  const fallback = utc === undefined ? utcOffset : milliseconds(0);
  const zone = offset === undefined ? fallback : parseUtcOffset(offset);
  if (zone === undefined) return undefined;
  return milliseconds(date.getTime() + Number(fraction.padEnd(3, '0').slice(0, 3)) - zone);
};

/** As this product writes it, which takes a tenth of the time; days that not every month has take the longer way. */
const ISO = /^\d{4}-\d\d-[012]\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** A date alone, or one with a time and nothing between, that would pass for a number. */
const isCompactDate = (text: string): boolean => /^\d{8}$|^\d{14}$/.test(text);

/**
 * Reads a moment as people and programs write it: ISO 8601, seconds, ms or µs since the epoch, `2025.09.03 00:34`,
 * `20250903 003400`, `03.09.2025 00:34:00`. What lies below the millisecond is left out. `undefined` where it is none.
 *
 * @param utcOffset of times that do not name their zone; UTC where it is not given.
 */
export const parseInstant = (value: unknown, utcOffset = milliseconds(0)): Milliseconds | undefined => {
  if (value instanceof Date) return milliseconds(value.getTime());
  if (typeof value === 'bigint') return fromNumber(Number(value));
  if (typeof value === 'number') return value >= 0 && Number.isFinite(value) ? fromNumber(value) : undefined;
  if (typeof value !== 'string') return undefined;
  if (ISO.test(value)) {
    const time = Date.parse(value);
    return Number.isNaN(time) ? undefined : milliseconds(time);
  }
  const text = value.trim();
  if (!isCompactDate(text)) return NUMBER.test(text) ? fromNumber(Number(text)) : fromText(text, utcOffset);
  return fromText(text.length === 8 ? text : `${text.slice(0, 8)} ${text.slice(8)}`, utcOffset);
};
