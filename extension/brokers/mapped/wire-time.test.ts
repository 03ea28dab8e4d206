import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimalOf, TIME_UNITS, timeUnitOf, wireTime, type TimeUnit } from './wire-time.ts';

const AT = Date.UTC(2026, 10, 23, 13, 5, 1, 123);

const WRITTEN: readonly [unknown, TimeUnit][] = [
  [AT / 1_000, 's'],
  [String(AT / 1_000), 's'],
  [AT, 'ms'],
  [AT * 1_000, 'us'],
  [`${AT}000000`, 'ns'],
  ['2026-11-23T13:05:01.123Z', 'iso'],
  ['2026-11-23 13:05:01,123', 'iso'],
  ['2026-11-23T15:05:01.123+02:00', 'iso'],
  ['2026-11-23T09:35:01.123456789-0330', 'iso'],
];

test.each(WRITTEN)('%s is read in %s', (value, unit) => {
  expect(wireTime(value, unit)).toBe(AT);
  expect(timeUnitOf(value, AT)).toBe(unit);
});

test.each([0, -1, NaN, Infinity, null, true, {}, [], '', 'now', '1e999', '0x10', ' 1', '9'.repeat(41)])(
  '%s is no time',
  (value) => {
    for (const unit of TIME_UNITS) expect(wireTime(value, unit)).toBeUndefined();
    expect(timeUnitOf(value, AT)).toBeUndefined();
  },
);

test('a time of another day is of no unit', () => {
  expect(timeUnitOf(AT, AT + 2 * 24 * 60 * 60_000)).toBeUndefined();
});

test('plain decimals are numbers', () => {
  expect(['1.16271', '1e-7', 5, '+1', '1,5', '.5', ''].map(decimalOf)).toEqual([
    1.16271,
    1e-7,
    5,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('whatever is read is a whole number above 0', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.double(), fc.string(), fc.jsonValue()),
      fc.constantFrom(...TIME_UNITS),
      (value, unit) => {
        const time = wireTime(value, unit);
        expect(time === undefined || (Number.isSafeInteger(time) && time > 0)).toBe(true);
      },
    ),
  );
});
