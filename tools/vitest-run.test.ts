import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { addCounts, countsOf } from './vitest-run.ts';

const REPORT = {
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 2,
  numTodoTests: 1,
  success: true,
  testResults: [],
};

const FAILED_FILE = {
  name: fileURLToPath(new URL('gone.test.ts', import.meta.url)),
  status: 'failed',
  message: 'Cannot find it\n  at line 1',
  assertionResults: [],
};

const FAILED_TEST = {
  ...FAILED_FILE,
  message: '',
  assertionResults: [
    { fullName: 'a tick is kept', status: 'passed', failureMessages: [] },
    { fullName: 'a tick is drawn', status: 'failed', failureMessages: ['expected 1 to be 2\n  at line 7'] },
  ],
};

test.each([
  ['good tests, and those that were skipped', REPORT, { passed: 7, failed: 0, skipped: 3 }],
  ['failed tests', { ...REPORT, numFailedTests: 2, success: false }, { passed: 7, failed: 2, skipped: 3 }],
  ['a file whose setup failed', { ...REPORT, success: false }, { passed: 7, failed: 1, skipped: 3 }],
  ['no test at all', { ...REPORT, numPassedTests: 0 }, { passed: 0, failed: 1, skipped: 3 }],
  ['no report', undefined, { passed: 0, failed: 1, skipped: 0 }],
])('%s: counted', (_, report, counts) => {
  expect(countsOf(report)).toMatchObject(counts);
});

test('a failure is named by its file and test, with the first line of why', () => {
  expect(countsOf({ ...REPORT, testResults: [FAILED_FILE, FAILED_TEST] }).failures).toEqual([
    'tools/gone.test.ts: Cannot find it',
    'tools/gone.test.ts > a tick is drawn: expected 1 to be 2',
  ]);
  expect(countsOf(undefined).failures).toEqual(['The tests did not end.']);
});

test('the counts of several runs are added up', () => {
  expect(
    addCounts([
      { passed: 7, failed: 0, skipped: 3, failures: [] },
      { passed: 5, failed: 1, skipped: 0, failures: ['one'] },
    ]),
  ).toEqual({ passed: 12, failed: 1, skipped: 3, failures: ['one'] });
});
