import { TickMarkType } from 'lightweight-charts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { formatCrosshairTime, formatTickMark } from './chart-time.ts';

const zoneOfMachine = process.env.TZ;
beforeEach(() => (process.env.TZ = 'Europe/Berlin'));
afterEach(() => {
  if (zoneOfMachine === undefined) delete process.env.TZ;
  else process.env.TZ = zoneOfMachine;
});

const LOCAL = { zone: 'local', hasMilliseconds: false } as const;
const UTC = { zone: 'utc', hasMilliseconds: false } as const;
const TICKS = { zone: 'utc', hasMilliseconds: true } as const;

/** In the chart's seconds. */
const at = (...time: [hours: number, minutes: number, seconds: number, ms: number]) =>
  Date.UTC(2025, 7, 31, ...time) / 1_000;

test('the time under the crosshair is the trader’s own, or UTC and said to be', () => {
  expect(formatCrosshairTime(at(12, 30, 5, 0), LOCAL)).toBe('Aug 31 14:30:05');
  expect(formatCrosshairTime(at(12, 30, 5, 0), UTC)).toBe('Aug 31 12:30:05 UTC');
});

test('times of single ticks reach below a second', () => {
  expect(formatTickMark(at(12, 30, 5, 250), TickMarkType.TimeWithSeconds, TICKS)).toBe('12:30:05.250');
  expect(formatCrosshairTime(at(12, 30, 5, 7), TICKS)).toBe('Aug 31 12:30:05.007 UTC');
});

test('of several ticks in one millisecond each shows that millisecond', () => {
  const spread = at(12, 30, 5, 250) + 200 / 1_024 / 1_000;
  expect(formatTickMark(spread, TickMarkType.TimeWithSeconds, TICKS)).toBe('12:30:05.250');
});

test.each([
  ['a day at UTC midnight', at(0, 0, 0, 0), TickMarkType.DayOfMonth, UTC, 'Aug 31'],
  ['UTC midnight where it is a time of day', at(0, 0, 0, 0), TickMarkType.DayOfMonth, LOCAL, '02:00'],
  ['the trader’s own midnight', at(22, 0, 0, 0), TickMarkType.Time, LOCAL, 'Sep 1'],
  ['a time', at(12, 30, 0, 0), TickMarkType.Time, LOCAL, '14:30'],
  ['seconds', at(12, 30, 5, 0), TickMarkType.TimeWithSeconds, UTC, '12:30:05'],
  ['a month', at(0, 0, 0, 0), TickMarkType.Month, UTC, 'Aug'],
  ['a year', at(0, 0, 0, 0), TickMarkType.Year, UTC, '2025'],
])('the time axis has %s', (_, time, type, format, label) => {
  expect(formatTickMark(time, type, format)).toBe(label);
});
