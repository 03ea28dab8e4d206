import { afterEach, beforeEach, expect, test } from 'vitest';
import { clockDate, dayText, hoursText, millisecondsText, secondsText } from './clock-date.ts';

const zoneOfMachine = process.env.TZ;
beforeEach(() => (process.env.TZ = 'America/New_York'));
afterEach(() => {
  if (zoneOfMachine === undefined) delete process.env.TZ;
  else process.env.TZ = zoneOfMachine;
});

const WINTER = Date.UTC(2025, 0, 1, 3, 4, 5, 67);
const SUMMER = Date.UTC(2025, 6, 1, 3, 4, 5, 67);

test('the trader’s own clock follows its zone and its summer time', () => {
  expect(secondsText(clockDate(WINTER, 'local'))).toBe('22:04:05');
  expect(secondsText(clockDate(SUMMER, 'local'))).toBe('23:04:05');
  expect(dayText(clockDate(WINTER, 'local'))).toBe('Dec 31');
});

test('UTC is the same for everybody', () => {
  expect(hoursText(clockDate(SUMMER, 'utc'))).toBe('03:04');
  expect(millisecondsText(clockDate(SUMMER, 'utc'))).toBe('03:04:05.067');
  expect(dayText(clockDate(WINTER, 'utc'))).toBe('Jan 1');
});
