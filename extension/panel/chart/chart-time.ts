import { TickMarkType } from 'lightweight-charts';
import { seconds, toMilliseconds } from '../../../shared/units.ts';
import {
  clockDate,
  dayText,
  hoursText,
  millisecondsText,
  monthText,
  secondsText,
  type TimeZone,
} from '../data/clock-date.ts';

/** How a chart writes times. */
export interface TimeFormat {
  readonly zone: TimeZone;
  /** Single ticks have times below a second. */
  readonly hasMilliseconds: boolean;
}

const dateOf = (chartTime: unknown, zone: TimeZone): Date =>
  clockDate(toMilliseconds(seconds(Number(chartTime))), zone);

const precise = (date: Date, { hasMilliseconds }: TimeFormat): string =>
  hasMilliseconds ? millisecondsText(date) : secondsText(date);

/** The time under the crosshair; a zone that is not the computer's own is named. */
export const formatCrosshairTime = (chartTime: unknown, format: TimeFormat): string => {
  const date = dateOf(chartTime, format.zone);
  return `${dayText(date)} ${precise(date, format)}${format.zone === 'utc' ? ' UTC' : ''}`;
};

/** A label of the time axis. The library marks days at UTC midnight, which elsewhere is a time of day. */
export const formatTickMark = (chartTime: unknown, type: TickMarkType, format: TimeFormat): string => {
  const date = dateOf(chartTime, format.zone);
  const isMidnight = secondsText(date) === '00:00:00' && !format.hasMilliseconds;
  switch (type) {
    case TickMarkType.Year:
      return String(date.getUTCFullYear());
    case TickMarkType.Month:
      return monthText(date);
    case TickMarkType.DayOfMonth:
      return isMidnight || isUtc(chartTime, format) ? dayText(date) : hoursText(date);
    case TickMarkType.Time:
      return isMidnight ? dayText(date) : hoursText(date);
    case TickMarkType.TimeWithSeconds:
      return precise(date, format);
  }
};

const isUtc = (chartTime: unknown, { zone }: TimeFormat): boolean =>
  dateOf(chartTime, zone).getTime() === dateOf(chartTime, 'utc').getTime();
