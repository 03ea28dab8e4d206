import { expect, test } from 'vitest';
import { isPairRename, namelessSymbol } from './pair-rename.ts';
import { pairOf } from './pair.ts';

const nameless = pairOf('iq-option', namelessSymbol(76));

test('a nameless pair is given a name of its own broker', () => {
  expect(isPairRename(nameless, 'EURUSD-OTC@iq-option')).toBe(true);
});

test.each([
  ['a name of another broker', nameless, 'EURUSD-OTC@exnova'],
  ['a name of no broker', nameless, 'EURUSD_otc'],
  ['another number', nameless, 'active:77@iq-option'],
  ['its own', nameless, nameless],
  ['what is no pair', nameless, 'EUR USD@iq-option'],
  ['nothing', nameless, undefined],
])('it is not given %s', (_, from, to) => expect(isPairRename(from, to)).toBe(false));

test.each([
  'EURUSD-OTC@iq-option',
  'EURUSD_otc',
  'active:x@iq-option',
  'active:76',
  'inactive:76@iq-option',
  76,
])('%j has its name', (from) => expect(isPairRename(from, 'GBPUSD@iq-option')).toBe(false));
