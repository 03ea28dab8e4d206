import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beginsWith, entriesOf, isSamePath, pathText, valueAt, type Path } from './value-path.ts';

const VALUE = ['quote', { rows: [{ p: 1 }], text: '{"deep":[7]}', 'two words': null }];

test('leads through objects, lists and strings that are JSON', () => {
  expect(valueAt(VALUE, [])).toBe(VALUE);
  expect(valueAt(VALUE, [1, 'rows', 0, 'p'])).toBe(1);
  expect(valueAt(VALUE, [1, 'text', 'deep', 0])).toBe(7);
});

test.each([[['0']], [[5]], [[1, 'toString']], [[1, '__proto__']], [[1, 'rows', 'length']], [[0, 0]]])(
  '%j leads nowhere',
  (path: Path) => {
    expect(valueAt(VALUE, path)).toBeUndefined();
  },
);

test('every entry is found again by its key', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const [key, child] of entriesOf(value)) expect(valueAt(value, [key])).toBe(child);
    }),
  );
});

test('is written as a programmer would', () => {
  expect(pathText([1, 'rows', 0, 'p'])).toBe('[1].rows[0].p');
  expect(pathText(['data', 'two words'])).toBe('data["two words"]');
  expect(pathText([])).toBe('');
});

test('paths are held against each other', () => {
  expect(isSamePath([1, 'a'], [1, 'a'])).toBe(true);
  expect(isSamePath([1], ['1'])).toBe(false);
  expect(beginsWith([1, 'a', 2], [1, 'a'])).toBe(true);
  expect(beginsWith([1], [1, 'a'])).toBe(false);
});
