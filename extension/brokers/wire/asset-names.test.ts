import { describe, expect, test } from 'vitest';
import { AssetNames } from './asset-names.ts';

test('an asset has its number for a name until it is told one, and the newest name stands', () => {
  const names = new AssetNames();
  expect(names.symbolOf(76)).toBe('active:76');
  names.learn(76, 'EURUSD-OTC');
  expect(names.symbolOf(76)).toBe('EURUSD-OTC');
  names.learn(76, 'EURUSD');
  expect(names.symbolOf(76)).toBe('EURUSD');
});

test.each([
  ['76', 'EURUSD'],
  [76.5, 'EURUSD'],
  [76, ''],
  [76, null],
])('%j is not called %j', (id, name) => {
  const names = new AssetNames();
  names.learn(id, name);
  expect(names.symbolOf(76)).toBe('active:76');
});

test('it holds 10,000 names, and takes new names of those', () => {
  const names = new AssetNames();
  for (let id = 0; id <= 10_000; id += 1) names.learn(id, `A${id}`);
  expect(names.symbolOf(9_999)).toBe('A9999');
  expect(names.symbolOf(10_000)).toBe('active:10000');
  names.learn(5, 'B');
  expect(names.symbolOf(5)).toBe('B');
});

describe('what was given out under its number', () => {
  const FROM = 'active:76@iq-option';

  test('is told once, when it has a name', () => {
    const names = new AssetNames();
    names.symbolOf(76);
    names.symbolOf(77);
    expect(names.takeRenames('iq-option')).toEqual([]);
    names.learn(76, 'EURUSD-OTC');
    names.learn(1, 'EURUSD');
    expect(names.takeRenames('iq-option')).toEqual([{ from: FROM, to: 'EURUSD-OTC@iq-option' }]);
    expect(names.takeRenames('iq-option')).toEqual([]);
  });

  test('is not renamed where it never was', () => {
    const names = new AssetNames();
    names.learn(76, 'EURUSD-OTC');
    names.symbolOf(76);
    expect(names.takeRenames('iq-option')).toEqual([]);
  });

  test.each(['EUR USD', 'active:77'])('is not called %j', (name) => {
    const names = new AssetNames();
    names.symbolOf(76);
    names.learn(76, name);
    expect(names.takeRenames('iq-option')).toEqual([]);
  });
});
