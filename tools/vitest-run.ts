import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { npx, run } from './run-command.ts';

/** The figures of vitest's own report. */
export interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly success: boolean;
}

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What a report counts; one that is not there counts as a failure, because its tests did not end. */
export const countsOf = (report: VitestReport | undefined): TestCounts => {
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const { numPassedTests: passed, numFailedTests, success } = report;
  // The setup of a whole file that failed is no failed test in vitest's count, but it is a failure.
  const failed = numFailedTests === 0 && (!success || passed === 0) ? 1 : numFailedTests;
  return { passed, failed, skipped: report.numPendingTests + report.numTodoTests };
};

export const addCounts = (counts: readonly TestCounts[]): TestCounts =>
  counts.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
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
