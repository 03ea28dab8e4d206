import { expect, test } from 'vitest';
import { countsOf, differencesOf, type SuiteResult } from './results.ts';

const suite = (tests: Record<string, string>, status = 'OK'): SuiteResult =>
  new Map([['/websockets/a.html', { status, tests }]]);

test('equal runs differ in nothing', () => {
  expect(differencesOf(suite({ one: 'PASS', two: 'FAIL' }), suite({ two: 'FAIL', one: 'PASS' }))).toEqual([]);
});

test('a test that ended otherwise, and one that only one of them knows, is named', () => {
  expect(differencesOf(suite({ one: 'FAIL', two: 'PASS' }), suite({ one: 'PASS' }, 'TIMEOUT'))).toEqual([
    { test: '/websockets/a.html', with: 'OK', without: 'TIMEOUT' },
    { test: '/websockets/a.html › one', with: 'FAIL', without: 'PASS' },
    { test: '/websockets/a.html › two', with: 'PASS', without: 'not run' },
  ]);
});

test('a file that was not run at all differs', () => {
  expect(differencesOf(new Map(), suite({}))).toHaveLength(1);
});

test('tests are counted by how they ended', () => {
  expect(countsOf(suite({ one: 'PASS', two: 'FAIL', three: 'PASS' }))).toBe(
    '1 files, 3 tests: 1 FAIL, 2 PASS',
  );
});
