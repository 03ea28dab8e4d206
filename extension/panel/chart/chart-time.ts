import { TickMarkType } from 'lightweight-charts';
import { seconds, toMilliseconds } from '../../../shared/units.ts';

const pad = (value: number): string => String(value).padStart(2, '0');
const clock = (date: Date): string => `${pad(date.getHours())}:${pad(date.getMinutes())}`;
const month = new Intl.DateTimeFormat('en', { month: 'short' });
const day = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric' });

const localDate = (chartTime: unknown): Date => new Date(toMilliseconds(seconds(Number(chartTime))));

/** The time under the crosshair, in the trader's own time zone. */
export const formatCrosshairTime = (chartTime: unknown): string => {
  const date = localDate(chartTime);
  return `${day.format(date)} ${clock(date)}:${pad(date.getSeconds())}`;
};

/** A label of the time axis. The library marks days at UTC midnight, which elsewhere is a time of day. */
export const formatTickMark = (chartTime: unknown, type: TickMarkType): string => {
  const date = localDate(chartTime);
  const isMidnight = date.getHours() === 0 && date.getMinutes() === 0 && date.getSeconds() === 0;
  switch (type) {
    case TickMarkType.Year:
      return String(date.getFullYear());
    case TickMarkType.Month:
      return month.format(date);
    case TickMarkType.DayOfMonth:
      return isMidnight || date.getTimezoneOffset() === 0 ? day.format(date) : clock(date);
    case TickMarkType.Time:
      return isMidnight ? day.format(date) : clock(date);
    case TickMarkType.TimeWithSeconds:
      return `${clock(date)}:${pad(date.getSeconds())}`;
  }
};
