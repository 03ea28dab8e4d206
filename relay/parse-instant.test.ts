import fc from 'fast-check';
import { expect, test } from 'vitest';
import { milliseconds } from '../shared/units.ts';
import { parseInstant, parseUtcOffset } from './parse-instant.ts';

const at = (iso: string): number => new Date(iso).getTime();

test.each<[unknown, string]>([
  ['2025-09-03T00:34:00.125Z', '2025-09-03T00:34:00.125Z'],
  ['2025-09-03T02:34:00+02:00', '2025-09-03T00:34:00Z'],
  ['2025-09-03T00:34', '2025-09-03T00:34:00Z'],
  ['2025-09-03', '2025-09-03T00:00:00Z'],
  ['2025-09-03 00:34:00.1', '2025-09-03T00:34:00.100Z'],
  ['2025.09.03 00:34', '2025-09-03T00:34:00Z'],
  ['2025/09/03 00:34:05', '2025-09-03T00:34:05Z'],
  ['20250903 003400', '2025-09-03T00:34:00Z'],
  ['20250903 003400123', '2025-09-03T00:34:00.123Z'],
  ['20250903', '2025-09-03T00:00:00Z'],
  ['20250903003400', '2025-09-03T00:34:00Z'],
  ['03.09.2025 00:34:00.000', '2025-09-03T00:34:00Z'],
  ['03.09.2025 00:34:00.000 GMT+0200', '2025-09-02T22:34:00Z'],
  ['1756859640', '2025-09-03T00:34:00Z'],
  ['1756859640.382', '2025-09-03T00:34:00.382Z'],
  [1_756_859_640_382, '2025-09-03T00:34:00.382Z'],
  ['1756859640382', '2025-09-03T00:34:00.382Z'],
  [1_756_859_640_382_999n, '2025-09-03T00:34:00.382Z'],
  [new Date('2025-09-03T00:34:00Z'), '2025-09-03T00:34:00Z'],
])('%s is a moment', (value, iso) => {
  expect(parseInstant(value)).toBe(at(iso));
});

test.each([
  '',
  'yesterday',
  '2025-02-30',
  '2025-13-01',
  '2025-09-03T24:00',
  '2025-09-03T00:60',
  '09/03/2025',
  -5,
  Number.NaN,
  null,
])('%s is none', (value) => {
  expect(parseInstant(value)).toBeUndefined();
});

test('a time without a zone is of the zone that is given, one with its own is not', () => {
  const offset = parseUtcOffset('+03:00');
  expect(parseInstant('2025.09.03 03:34', offset)).toBe(at('2025-09-03T00:34:00Z'));
  expect(parseInstant('2025-09-03T00:34:00Z', offset)).toBe(at('2025-09-03T00:34:00Z'));
  expect(['-05:30', '+0200', '+15:00', '2', '+02:60'].map(parseUtcOffset)).toEqual([
    ...[-19_800_000, 7_200_000],
    ...[undefined, undefined, undefined],
  ]);
});

test('every moment of this product is read back from its ISO 8601 and from its ms', () => {
  const moments = fc.integer({ min: Date.UTC(2010, 0), max: Date.UTC(2100, 0) }).map(milliseconds);
  fc.assert(
    fc.property(moments, (moment) => {
      expect(parseInstant(new Date(moment).toISOString())).toBe(moment);
      expect(parseInstant(String(moment))).toBe(moment);
    }),
  );
});
