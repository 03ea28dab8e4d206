import fc from 'fast-check';
import { expect, test } from 'vitest';
import { QUOTE_MAPPING, ROWS_MAPPING } from '../../../testing/site-mappings.ts';
import { parseSiteMapping } from './site-mapping.ts';

test.each([
  QUOTE_MAPPING,
  ROWS_MAPPING,
  { ...QUOTE_MAPPING, match: [], pair: { constant: 'GOLD' }, time: { receipt: true } },
  { ...ROWS_MAPPING, pair: { rowKey: true } },
])('a sound mapping comes back as it went through a file (%#)', (mapping) => {
  expect(parseSiteMapping(JSON.parse(JSON.stringify(mapping)))).toEqual({ ok: true, mapping });
});

test.each([
  ['version', { ...QUOTE_MAPPING, version: 2 }],
  ['host', { ...QUOTE_MAPPING, host: 'com' }],
  ['host', { ...QUOTE_MAPPING, host: 'https://prices.example/' }],
  ['name', { ...QUOTE_MAPPING, name: '' }],
  ['framing', { ...QUOTE_MAPPING, framing: 'xml' }],
  ['match', { ...QUOTE_MAPPING, match: [{ path: ['type'], equals: {} }] }],
  ['match', { ...QUOTE_MAPPING, match: Array.from({ length: 9 }, () => ({ path: [], equals: 1 })) }],
  ['rows', { ...QUOTE_MAPPING, rows: 'data' }],
  ['rows', { ...QUOTE_MAPPING, price: { path: ['p'], inRow: true } }],
  ['rows', { ...QUOTE_MAPPING, pair: { rowKey: true } }],
  ['pair', { ...QUOTE_MAPPING, pair: {} }],
  ['pair', { ...QUOTE_MAPPING, pair: { path: [-1] } }],
  ['price', { ...QUOTE_MAPPING, price: undefined }],
  ['price', { ...QUOTE_MAPPING, price: { path: Array.from({ length: 17 }, () => 'p') } }],
  ['time', { ...QUOTE_MAPPING, time: { path: ['t'], unit: 'fortnight' } }],
  ['shape', { ...QUOTE_MAPPING, script: 'alert(1)' }],
  ['shape', null],
  ['shape', 'mapping'],
])('a fault of %s is named (%#)', (problem, value) => {
  expect(parseSiteMapping(value)).toEqual({ ok: false, problem });
});

test('no value throws', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(QUOTE_MAPPING)), (value, field) => {
      parseSiteMapping(value);
      parseSiteMapping({ ...QUOTE_MAPPING, [field]: value });
    }),
  );
});
