import { clockDate, type TimeZone } from '../data/clock-date.ts';

const MINUTE_MS = 60_000;
const MINUTES_PER_HOUR = 60;

/** `+5:30`; nothing where there is no offset. */
const offsetText = (minutes: number): string => {
  if (minutes === 0) return '';
  const hours = Math.floor(Math.abs(minutes) / MINUTES_PER_HOUR);
  const rest = Math.abs(minutes) % MINUTES_PER_HOUR;
  return `${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
};

/** A moment, UTC ms, on the clock that the chart shows: `2026-11-23 13:25:12 UTC+5:30`. */
export const captionTime = (time: number, zone: TimeZone): string => {
  const date = clockDate(time, zone);
  const offset = Math.round((date.getTime() - time) / MINUTE_MS);
  return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC${offsetText(offset)}`;
};
