import { expect, test } from 'vitest';
import { addCounts, countsOf } from './vitest-run.ts';

const REPORT = {
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 2,
  numTodoTests: 1,
  success: true,
};

test.each([
  ['good tests, and those that were skipped', REPORT, { passed: 7, failed: 0, skipped: 3 }],
  ['failed tests', { ...REPORT, numFailedTests: 2, success: false }, { passed: 7, failed: 2, skipped: 3 }],
  ['a file whose setup failed', { ...REPORT, success: false }, { passed: 7, failed: 1, skipped: 3 }],
  ['no test at all', { ...REPORT, numPassedTests: 0 }, { passed: 0, failed: 1, skipped: 3 }],
  ['no report', undefined, { passed: 0, failed: 1, skipped: 0 }],
])('%s: counted', (_, report, counts) => {
  expect(countsOf(report)).toEqual(counts);
});

test('the counts of several runs are added up', () => {
  expect(
    addCounts([
      { passed: 7, failed: 0, skipped: 3 },
      { passed: 5, failed: 1, skipped: 0 },
    ]),
  ).toEqual({ passed: 12, failed: 1, skipped: 3 });
});
