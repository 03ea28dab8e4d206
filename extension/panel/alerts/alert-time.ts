import { clockDate, dayText, secondsText, type TimeZone } from '../data/clock-date.ts';

/** When an alert was reached, UTC ms, on the clock of a zone; with the day where it is not that of `now`. */
export const alertTime = (at: number, now: number, zone: TimeZone): string => {
  const date = clockDate(at, zone);
  const isToday = date.toISOString().slice(0, 10) === clockDate(now, zone).toISOString().slice(0, 10);
  return isToday ? secondsText(date) : `${dayText(date)} ${secondsText(date)}`;
};
