import { expect, test } from 'vitest';
import { QUOTE_MAPPING, ROWS_MAPPING } from '../../testing/site-mappings.ts';
import { MAX_FILE_LENGTH, parseSitesFile, sitesFile } from './sites-file.ts';

test('a file is read as it was written', () => {
  const mappings = [QUOTE_MAPPING, { ...ROWS_MAPPING, host: 'other.example' }];
  expect(parseSitesFile(sitesFile(mappings))).toEqual({ ok: true, mappings });
});

test.each([
  ['{', { problem: 'json' }],
  ['null', { problem: 'empty' }],
  ['{"sites":[]}', { problem: 'empty' }],
  [`"${'x'.repeat(MAX_FILE_LENGTH)}"`, { problem: 'empty' }],
  [JSON.stringify({ sites: [QUOTE_MAPPING, { ...QUOTE_MAPPING, price: 5 }] }), { problem: 'price', at: 2 }],
])('another file is refused with the reason (%#)', (text, reason) => {
  expect(parseSitesFile(text)).toEqual({ ok: false, ...reason });
});
