import { expect, test } from 'vitest';
import { tryMapping } from '../../brokers/mapped/try-mapping.ts';
import type { Path } from '../../brokers/mapped/value-path.ts';
import { milliseconds } from '../../../shared/units.ts';
import { QUOTE_MAPPING, ROWS_MAPPING, SITE } from '../../../testing/site-mappings.ts';
import {
  draftOf,
  fieldText,
  emptyDraft,
  mappingOf,
  pointedAt,
  rolesOf,
  type DraftMapping,
  type Role,
} from './draft-mapping.ts';

const NOW = milliseconds(Date.UTC(2026, 10, 23, 13, 5));

const point = (sample: unknown, ...steps: [Role, Path][]): DraftMapping =>
  steps.reduce((draft, [role, path]) => pointedAt(draft, role, path, sample, NOW), emptyDraft('json'));

const ticksOf = (sample: unknown, draft: DraftMapping): unknown => {
  const mapping = mappingOf(draft, SITE, SITE);
  const trial = mapping && tryMapping(mapping, sample, NOW);
  return trial?.ok ? trial.ticks.map(({ pair, price }) => `${pair} ${price}`) : trial;
};

test('one price a frame', () => {
  const sample = { type: 'quote', d: { s: 'EURUSD', p: 1.1, t: NOW / 1_000 } };
  const draft = point(
    sample,
    ['kind', ['type']],
    ['pair', ['d', 's']],
    ['price', ['d', 'p']],
    ['time', ['d', 't']],
  );
  expect(mappingOf(draft, SITE, 'Prices')).toEqual({
    ...QUOTE_MAPPING,
    pair: { path: ['d', 's'] },
    price: { path: ['d', 'p'] },
    time: { path: ['d', 't'], unit: 's' },
  });
  expect(ticksOf(sample, draft)).toEqual([`EURUSD@${SITE} 1.1`]);
  expect(rolesOf(draft, ['d', 'p'])).toEqual(['price']);
  expect(rolesOf(draft, ['d'])).toEqual([]);
});

test('a list of prices, whichever of them is pointed at', () => {
  const sample = [
    'ticks',
    {
      at: NOW,
      rows: [
        { s: 'EURUSD', p: '1.1' },
        { s: 'GBPUSD', p: '1.3' },
      ],
    },
  ];
  const draft = point(
    sample,
    ['kind', [0]],
    ['pair', [1, 'rows', 1, 's']],
    ['price', [1, 'rows', 0, 'p']],
    ['time', [1, 'at']],
  );
  expect(mappingOf(draft, SITE, 'Prices')).toMatchObject({
    match: ROWS_MAPPING.match,
    rows: [1, 'rows'],
    pair: ROWS_MAPPING.pair,
    price: ROWS_MAPPING.price,
    time: { path: [1, 'at'], unit: 'ms' },
  });
  expect(ticksOf(sample, draft)).toEqual([`EURUSD@${SITE} 1.1`, `GBPUSD@${SITE} 1.3`]);
  expect(rolesOf(draft, [1, 'rows', 1, 'p'])).toEqual(['price']);
  expect(fieldText(draft, [1, 'rows', 0, 'p'])).toBe('[1].rows[*].p');
  expect(fieldText(draft, [1, 'at'])).toBe('[1].at');
  expect(ticksOf(sample, { ...draft, isEach: false })).toEqual([`GBPUSD@${SITE} 1.1`]);
});

test('a row of a name, a time and a price is no list of prices', () => {
  const sample = ['EURUSD', NOW, 1.1];
  const draft = point(sample, ['pair', [0]], ['time', [1]], ['price', [2]]);
  expect(mappingOf(draft, SITE, SITE)).not.toHaveProperty('rows');
  expect(ticksOf(sample, draft)).toEqual([`EURUSD@${SITE} 1.1`]);
  expect(ticksOf([sample], point([sample], ['pair', [0, 0]], ['time', [0, 1]], ['price', [0, 2]]))).toEqual([
    `EURUSD@${SITE} 1.1`,
  ]);
});

test('an object whose keys are the pairs', () => {
  const sample = { prices: { EURUSD: { bid: 1.1 }, GBPUSD: { bid: 1.3 } }, at: new Date(NOW).toISOString() };
  const draft = point(
    sample,
    ['key', ['prices', 'EURUSD']],
    ['price', ['prices', 'GBPUSD', 'bid']],
    ['time', ['at']],
  );
  expect(draft.time).toEqual({ path: ['at'], unit: 'iso' });
  expect(ticksOf(sample, draft)).toEqual([`EURUSD@${SITE} 1.1`, `GBPUSD@${SITE} 1.3`]);
  expect(rolesOf(draft, ['prices', 'GBPUSD'])).toEqual(['key']);
});

test('a kind that is pointed at twice is none', () => {
  expect(point({ type: 'quote' }, ['kind', ['type']], ['kind', ['type']]).match).toEqual([]);
});

test('is no mapping while something is missing', () => {
  expect(mappingOf(point({ p: 1 }, ['price', ['p']]), SITE, SITE)).toBeUndefined();
});

test.each([QUOTE_MAPPING, ROWS_MAPPING, { ...ROWS_MAPPING, pair: { rowKey: true } as const }])(
  'a mapping that is opened again is the same (%#)',
  (mapping) => {
    expect(mappingOf(draftOf(mapping), mapping.host, mapping.name)).toEqual(mapping);
  },
);
