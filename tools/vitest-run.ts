import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { npx, ROOT, run } from './run-command.ts';

/** What is read of vitest's own report. */
export interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly success: boolean;
  readonly testResults: readonly TestFile[];
}

interface TestFile {
  /** Its path. */
  readonly name: string;
  readonly status: string;
  /** Why the file itself failed, else empty. */
  readonly message: string;
  readonly assertionResults: readonly {
    readonly fullName: string;
    readonly status: string;
    readonly failureMessages: readonly string[];
  }[];
}

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** A line for each failure: where, which, and the first line of why. */
  readonly failures: readonly string[];
}

const NOT_ENDED: TestCounts = { passed: 0, failed: 1, skipped: 0, failures: ['The tests did not end.'] };

const failuresOf = ({ name, status, message, assertionResults }: TestFile): string[] => {
  const line = (title: string, why = ''): string =>
    `${relative(ROOT, name)}${title}: ${why.split('\n', 1)[0] ?? ''}`;
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (failed.length === 0) return status === 'failed' ? [line('', message)] : [];
  return failed.map(({ fullName, failureMessages: [why] }) => line(` > ${fullName}`, why));
};

/** What a report counts; one that is not there counts as a failure, because its tests did not end. */
export const countsOf = (report: VitestReport | undefined): TestCounts => {
  if (!report) return NOT_ENDED;
  const { numPassedTests: passed, numFailedTests, success } = report;
  // The setup of a whole file that failed is no failed test in vitest's count, but it is a failure.
  const failed = numFailedTests === 0 && (!success || passed === 0) ? 1 : numFailedTests;
  return {
    passed,
    failed,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: report.testResults.flatMap(failuresOf),
  };
};

export const addCounts = (counts: readonly TestCounts[]): TestCounts =>
  counts.reduce(
    (sum, { passed, failed, skipped, failures }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
      failures: [...sum.failures, ...failures],
    }),
    { passed: 0, failed: 0, skipped: 0, failures: [] },
  );

/** Runs the tests of some projects of `vitest.config.ts`; a name may have a `*` in it. */
export const runTests = async (title: string, projects: readonly string[]): Promise<TestCounts> => {
  const folder = mkdtempSync(join(tmpdir(), 'tick-relay-tests-'));
  const report = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  try {
    await run(title, npx('vitest', 'run', ...projects.map((name) => `--project=${name}`), ...reporters));
    return countsOf(JSON.parse(readFileSync(report, 'utf8')) as VitestReport);
  } catch {
    return countsOf(undefined);
  } finally {
    rmSync(folder, { recursive: true });
  }
};
