import { expect, test } from 'vitest';
import { milliseconds } from '../../../shared/units.ts';
import { gapTimes, newestHole } from './gap-times.ts';

/** In the zone of whoever runs the test, as the panel shows it. */
const time = (day: number, hours: number, minutes: number, seconds = 0) =>
  milliseconds(new Date(2025, 7, day, hours, minutes, seconds).getTime());
const NOW = time(31, 15, 0);
const gap = (from: number, to?: number) => ({
  from: milliseconds(from),
  ...(to !== undefined && { to: milliseconds(to) }),
  filled: false,
});

test.each([
  [
    'of today in hours and minutes',
    gap(time(31, 14, 3, 59), time(31, 14, 20)),
    { from: '14:03', to: '14:20' },
  ],
  [
    'shorter than a minute in seconds',
    gap(time(31, 9, 5, 7), time(31, 9, 6, 6)),
    { from: '09:05:07', to: '09:06:06' },
  ],
  ['that lasts from its beginning', gap(time(31, 14, 3)), { from: '14:03' }],
  ['since an earlier day with the day', gap(time(30, 22, 0)), { from: 'Aug 30 22:00' }],
  [
    'within an earlier day with one day',
    gap(time(29, 9, 0), time(29, 10, 0)),
    { from: 'Aug 29 09:00', to: '10:00' },
  ],
  [
    'over midnight with the day of its beginning',
    gap(time(30, 23, 0), time(31, 6, 0)),
    { from: 'Aug 30 23:00', to: '06:00' },
  ],
  [
    'over earlier days with both',
    gap(time(28, 23, 0), time(30, 6, 0)),
    { from: 'Aug 28 23:00', to: 'Aug 30 06:00' },
  ],
])('a gap %s', (_, shown, times) => {
  expect(gapTimes(shown, NOW)).toEqual(times);
});

test('the newest gap is told that lasts or leaves out a candle, and none that the broker has filled', () => {
  const [older, newer] = [gap(time(31, 9, 0), time(31, 10, 0)), gap(time(31, 14, 0), time(31, 14, 1))];
  expect(newestHole([older, newer], 60_000)).toBe(newer);
  expect(newestHole([older, { ...newer, filled: true }], 60_000)).toBe(older);
  expect(newestHole([older, newer], 300_000)).toBe(older);
  expect(newestHole([older, newer], 14_400_000)).toBeUndefined();
  const lasting = gap(time(31, 14, 59));
  expect(newestHole([older, newer, lasting], 14_400_000)).toBe(lasting);
});
