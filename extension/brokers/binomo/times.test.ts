import fc from 'fast-check';
import { expect, test } from 'vitest';
import { binomoTime } from './times.ts';

const MOMENT = Date.UTC(2026, 8, 17, 5, 17, 5, 298);

test.each([
  ['2026-09-17T05:17:05.298935Z', MOMENT],
  ['2026-09-17T05:17:05.298Z', MOMENT],
  ['2026-09-17T05:17:05.298000000Z', MOMENT],
  ['2026-09-17T07:17:05.298+02:00', MOMENT],
  ['2026-09-16T22:17:05.298-07:00', MOMENT],
  ['2020-09-27T01:25:08Z', Date.UTC(2020, 8, 27, 1, 25, 8)],
  [MOMENT, MOMENT],
  [MOMENT / 1000, MOMENT],
  [1_790_000_000, 1_790_000_000_000],
])('%j is %d', (value, time) => {
  expect(binomoTime(value)).toBe(time);
});

test.each([
  '2026-09-17T05:17:05.298935',
  '2026-09-17 05:17:05Z',
  '2026-09-17',
  '2026-13-17T05:17:05Z',
  '2026-09-17T05:17:05.Z',
  '2026-09-17T05:17:05.1234567890Z',
  '2026-09-17T05:17:05Z ',
  '1790000000',
  'Thu, 17 Sep 2026 05:17:05 GMT',
  '',
  0,
  -1,
  Number.NaN,
  Infinity,
  1e300,
  null,
  true,
  [1_790_000_000],
])('%j is no moment', (value) => {
  expect(binomoTime(value)).toBeUndefined();
});

test('every moment since 1973 is the same written in any of the ways', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1e11, max: 4e12 }), (time) => {
      const iso = new Date(time).toISOString();
      const ways = [time, time / 1000, iso, iso.replace('Z', '999Z'), iso.replace('Z', '+00:00')];
      expect(ways.map(binomoTime)).toEqual(ways.map(() => time));
    }),
  );
});
