import { expect, test } from 'vitest';
import { milliseconds } from '../../../shared/units.ts';
import { QUOTE_MAPPING, ROWS_MAPPING, SITE } from '../../../testing/site-mappings.ts';
import { tryMapping } from './try-mapping.ts';

const NOW = milliseconds(Date.UTC(2026, 10, 23, 13, 5));
const SAMPLE = { type: 'quote', symbol: 'EURUSD', price: 1.1, time: NOW };

test('what would come out of the sample', () => {
  expect(tryMapping(QUOTE_MAPPING, SAMPLE, NOW)).toEqual({
    ok: true,
    ticks: [{ pair: `EURUSD@${SITE}`, price: 1.1, timestamp: NOW }],
    skipped: 0,
  });
});

test('rows without a price are counted', () => {
  const sample = ['ticks', { at: NOW / 1_000, rows: [{ s: 'EURUSD', p: 1.1 }, { s: 'GBPUSD' }, 7] }];
  expect(tryMapping(ROWS_MAPPING, sample, NOW)).toMatchObject({ ok: true, skipped: 2 });
});

test.each([
  ['match', { ...SAMPLE, type: 'trade' }],
  ['pair', { ...SAMPLE, symbol: '' }],
  ['price', { ...SAMPLE, price: 0 }],
  ['time', { ...SAMPLE, time: undefined }],
  // A time it is, and not of today.
  ['time', { ...SAMPLE, time: NOW / 1_000 }],
])('the reason is %s', (problem, sample) => {
  expect(tryMapping(QUOTE_MAPPING, sample, NOW)).toEqual({ ok: false, problem });
});

test('no rows', () => {
  expect(tryMapping(ROWS_MAPPING, ['ticks', { rows: [] }], NOW)).toEqual({ ok: false, problem: 'rows' });
});
