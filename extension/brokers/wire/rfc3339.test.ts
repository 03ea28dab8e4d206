import fc from 'fast-check';
import { expect, test } from 'vitest';
import { timeOfRfc3339 } from './rfc3339.ts';

const SECOND = Date.UTC(2014, 10, 7, 8, 19, 27);

test.each([
  ['2014-11-07T08:19:27Z', SECOND],
  ['2014-11-07T08:19:27.5Z', SECOND + 500],
  ['2014-11-07T08:19:27.028459Z', SECOND + 28],
  ['2014-11-07T08:19:27.999999999Z', SECOND + 999],
  ['2014-11-07t08:19:27.028z', SECOND + 28],
  ['2014-11-07T10:49:27+02:30', SECOND],
  ['2014-11-07T03:19:27.028-05:00', SECOND + 28],
  ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
  ['9999-12-31T23:59:59Z', Date.UTC(9999, 11, 31, 23, 59, 59)],
])('%s', (text, time) => {
  expect(timeOfRfc3339(text)).toBe(time);
});

test.each([
  '0001-01-01T00:00:00Z',
  '1969-12-31T23:59:59Z',
  '1970-01-01T00:00:00Z',
  '1970-01-01T01:00:00+02:00',
  '2014-13-07T08:19:27Z',
  '2014-00-07T08:19:27Z',
  '2014-11-31T08:19:27Z',
  '2014-11-00T08:19:27Z',
  '2023-02-29T08:19:27Z',
  '2014-11-07T24:00:00Z',
  '2014-11-07T08:60:27Z',
  '2014-11-07T08:19:60Z',
  '2014-11-07T08:19:27',
  '2014-11-07T08:19:27.Z',
  '2014-11-07T08:19:27.0000000001Z',
  '2014-11-07T08:19:27+24:00',
  '2014-11-07T08:19:27+02:60',
  '2014-11-07T08:19:27+0200',
  '2014-11-07 08:19:27Z',
  ' 2014-11-07T08:19:27Z',
  '2014-11-07',
  '',
  1_415_348_367,
  null,
  ['2014-11-07T08:19:27Z'],
])('%j is no time', (value) => {
  expect(timeOfRfc3339(value)).toBeUndefined();
});

const date = fc.date({ min: new Date(1), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true });

test('every time that is written is read as it was, whatever follows its milliseconds', () => {
  fc.assert(
    fc.property(date, fc.stringMatching(/^\d{0,6}$/), (at, finer) => {
      expect(timeOfRfc3339(at.toISOString().replace('Z', `${finer}Z`))).toBe(at.getTime());
    }),
  );
});

test('any text gives a whole millisecond or nothing', () => {
  const text = fc.oneof(
    fc.string(),
    fc.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{0,12})?(Z|[+-]\d{2}:\d{2})$/),
  );
  fc.assert(
    fc.property(text, (value) => {
      const time = timeOfRfc3339(value);
      expect(time === undefined || Number.isSafeInteger(time)).toBe(true);
    }),
  );
});
