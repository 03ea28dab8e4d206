import type { Milliseconds } from '../../../shared/units.ts';

export const TIME_ZONES = ['local', 'utc'] as const;
/** `local` is the zone of the trader's computer. */
export type TimeZone = (typeof TIME_ZONES)[number];

const MINUTE_MS = 60_000;

/** The clock of a zone at a time (UTC ms): a date whose UTC fields, and no others, are to be read. */
export const clockDate = (time: number | Milliseconds, zone: TimeZone): Date =>
  zone === 'utc' ? new Date(time) : new Date(time - new Date(time).getTimezoneOffset() * MINUTE_MS);

const pad = (value: number, length = 2): string => String(value).padStart(length, '0');

/** `14:03` */
export const hoursText = (date: Date): string => `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}`;

/** `14:03:59` */
export const secondsText = (date: Date): string => `${hoursText(date)}:${pad(date.getUTCSeconds())}`;

/** `14:03:59.250` */
export const millisecondsText = (date: Date): string =>
  `${secondsText(date)}.${pad(date.getUTCMilliseconds(), 3)}`;

const day = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric', timeZone: 'UTC' });
const month = new Intl.DateTimeFormat('en', { month: 'short', timeZone: 'UTC' });

/** `Aug 31` */
export const dayText = (date: Date): string => day.format(date);

/** `Aug` */
export const monthText = (date: Date): string => month.format(date);
