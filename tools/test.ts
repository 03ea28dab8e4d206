/**
 * `npm test`: everything that has to hold, in one command. Type check, lint and build come first, then every
 * test against the real Redis, Supabase and Chromium. Ends with `N passed, N failed` on a line of its own.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CHROMIUM, ensureProgram, REDIS_SERVER } from '../testing/system-programs.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const run = (title: string, command: string, args: readonly string[]): boolean => {
  console.log(`\n── ${title}`);
  const started = Date.now();
  const { status } = spawnSync(command, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
  console.log(`   ${status === 0 ? 'good' : 'FAILED'} after ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return status === 0;
};

const npx = (title: string, ...args: string[]): boolean => run(title, 'npx', ['--no-install', ...args]);

interface VitestResult {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly success: boolean;
}

/** Runs the tests and reads the figures out of vitest's own report. */
const runTests = (): VitestResult | undefined => {
  const folder = mkdtempSync(join(tmpdir(), 'tick-relay-tests-'));
  const report = join(folder, 'report.json');
  npx('Tests', 'vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`);
  try {
    return JSON.parse(readFileSync(report, 'utf8')) as VitestResult;
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const prepare = (): boolean => {
  try {
    console.log(`redis-server: ${ensureProgram(REDIS_SERVER)}\nbrowser: ${ensureProgram(CHROMIUM)}`);
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
};

const main = (): number => {
  const checks = [
    prepare,
    () => npx('Types', 'tsc', '-b'),
    () => npx('Lint', 'eslint', '.', '--max-warnings', '0'),
    () => npx('Format', 'prettier', '--check', '--log-level', 'warn', '.'),
    () => run('Build', 'npm', ['run', '--silent', 'build']),
  ];
  let passed = 0;
  for (const check of checks) {
    if (!check()) {
      console.log(`\n${passed} passed, 1 failed`);
      return 1;
    }
    passed += 1;
  }
  const tests = runTests();
  if (!tests) {
    console.log(`\n${passed} passed, 1 failed`);
    return 1;
  }
  const skipped = tests.numPendingTests + tests.numTodoTests;
  if (skipped > 0) console.log(`\n${skipped} tests were skipped: their titles say why.`);
  // A failed setup of a whole file is no failed test in vitest's count, but it is a failure.
  const failed = tests.numFailedTests + (tests.success || tests.numFailedTests > 0 ? 0 : 1);
  console.log(`\n${tests.numPassedTests} passed, ${failed} failed`);
  return failed === 0 && tests.numPassedTests > 0 ? 0 : 1;
};

process.exitCode = main();
