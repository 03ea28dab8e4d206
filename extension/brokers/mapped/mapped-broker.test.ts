import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Tick } from '../../../shared/tick.ts';
import { milliseconds } from '../../../shared/units.ts';
import { QUOTE_MAPPING, ROWS_MAPPING, SITE } from '../../../testing/site-mappings.ts';
import { createMappedBroker } from './mapped-broker.ts';
import type { SiteMapping } from './site-mapping.ts';

const NOW = milliseconds(Date.UTC(2026, 10, 23, 13, 5, 1, 123));
const TWO_HOURS_MS = 2 * 60 * 60_000;

const decode = (mapping: SiteMapping, ...frames: (string | Uint8Array)[]): Tick[] => {
  const decoder = createMappedBroker(mapping).createDecoder();
  return frames
    .flatMap((frame) => decoder.decode(frame, NOW))
    .flatMap((event) => (event.type === 'ticks' ? event.ticks : []));
};

const quote = (more: object = {}): string =>
  JSON.stringify({ type: 'quote', symbol: 'EURUSD', price: 1.16271, time: NOW, ...more });

const TICK = { pair: `EURUSD@${SITE}`, price: 1.16271, timestamp: NOW };

describe('one price a frame', () => {
  test('text and bytes', () => {
    expect(decode(QUOTE_MAPPING, quote())).toEqual([TICK]);
    expect(decode(QUOTE_MAPPING, new TextEncoder().encode(quote()))).toEqual([TICK]);
  });

  test('a price in a string, an asset by its number', () => {
    expect(decode(QUOTE_MAPPING, quote({ price: '1.5', symbol: 76 }))).toEqual([
      { ...TICK, pair: `76@${SITE}`, price: 1.5 },
    ]);
  });

  test('a site whose clock runs ahead is brought to UTC', () => {
    expect(decode(QUOTE_MAPPING, quote({ time: NOW + TWO_HOURS_MS }))).toEqual([TICK]);
  });

  test.each([
    quote({ type: 'trade' }),
    quote({ price: -1 }),
    quote({ price: '1,5' }),
    quote({ price: null }),
    quote({ symbol: 'EUR USD' }),
    quote({ symbol: 'EURUSD@pocket' }),
    quote({ time: 'soon' }),
    quote({ time: NOW / 1_000 }),
    quote().slice(1),
    'quote',
  ])('%s says nothing', (frame) => {
    expect(decode(QUOTE_MAPPING, frame)).toEqual([]);
  });

  test('a kind that is written with an escape is read all the same', () => {
    expect(decode(QUOTE_MAPPING, quote().replace('"quote"', '"\\u0071uote"'))).toEqual([TICK]);
  });

  test('a named pair, and the time of receipt in whole milliseconds', () => {
    const mapping: SiteMapping = { ...QUOTE_MAPPING, pair: { constant: 'GOLD' }, time: { receipt: true } };
    const decoder = createMappedBroker(mapping).createDecoder();
    expect(decoder.decode(quote(), milliseconds(NOW + 0.4))).toEqual([
      { type: 'ticks', origin: 'live', ticks: [{ ...TICK, pair: `GOLD@${SITE}` }] },
    ]);
  });
});

describe('many prices a frame', () => {
  const event = (payload: object): string => `42${JSON.stringify(['ticks', payload])}`;
  const rows = [
    { s: 'EURUSD', p: '1.16271' },
    { s: 'GBPUSD', p: 'closed' },
    { s: 'AUDUSD', p: '0.65' },
  ];

  test('each row that has a price, with the time of the whole', () => {
    expect(decode(ROWS_MAPPING, event({ at: NOW / 1_000, rows }))).toEqual([
      TICK,
      { ...TICK, pair: `AUDUSD@${SITE}`, price: 0.65 },
    ]);
  });

  test('an object whose keys are the pairs', () => {
    const mapping: SiteMapping = {
      ...ROWS_MAPPING,
      pair: { rowKey: true },
      price: { path: [], inRow: true },
    };
    expect(decode(mapping, event({ at: NOW / 1_000, rows: { EURUSD: 1.16271, AUDUSD: 0.65 } }))).toEqual([
      TICK,
      { ...TICK, pair: `AUDUSD@${SITE}`, price: 0.65 },
    ]);
  });

  test('rows beyond what any feed has are left out', () => {
    const many = Array.from({ length: 3_000 }, () => rows[0]);
    expect(decode(ROWS_MAPPING, event({ at: NOW / 1_000, rows: many }))).toHaveLength(1_000);
  });

  test.each([{}, { at: NOW / 1_000, rows: [] }, { at: NOW / 1_000, rows: 'none' }])(
    '%j says nothing',
    (payload) => {
      expect(decode(ROWS_MAPPING, event(payload))).toEqual([]);
    },
  );
});

test('whatever comes, nothing is thrown and only sound ticks of the site come out', () => {
  const number = fc.oneof(fc.double(), fc.constantFrom(NOW, NOW / 1_000, NOW + TWO_HOURS_MS, 0, -1));
  const row = fc.oneof(
    fc.jsonValue(),
    fc.record({ s: fc.oneof(fc.string(), number), p: fc.oneof(number, fc.string()) }, { requiredKeys: [] }),
  );
  const frame = fc.oneof(
    fc.string(),
    fc.uint8Array(),
    fc.json(),
    fc
      .record({ type: fc.constant('quote'), symbol: fc.string(), price: number, time: number })
      .map((value) => JSON.stringify(value)),
    fc
      .record({ at: number, rows: fc.oneof(fc.array(row), fc.dictionary(fc.string(), row)) })
      .map((value) => `42${JSON.stringify(['ticks', value])}`),
    fc.constant(quote()),
  );
  const mapping = fc.constantFrom<SiteMapping>(
    QUOTE_MAPPING,
    ROWS_MAPPING,
    { ...QUOTE_MAPPING, match: [], time: { receipt: true } },
    { ...ROWS_MAPPING, pair: { rowKey: true }, price: { path: [], inRow: true } },
  );
  fc.assert(
    fc.property(mapping, fc.array(frame), (used, frames) => {
      for (const { pair, price, timestamp } of decode(used, ...frames)) {
        expect(pair.endsWith(`@${SITE}`) && pair.split('@')).toHaveLength(2);
        expect(Number.isFinite(price) && price > 0).toBe(true);
        expect(Number.isSafeInteger(timestamp)).toBe(true);
      }
    }),
  );
});
