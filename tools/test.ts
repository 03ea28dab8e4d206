/**
 * `npm test`: everything that has to hold, in one command. Types, lint and format are checked beside the unit
 * tests; then come the browser and the faults. Ends with `N passed, N failed` on a line of its own.
 */
import { CHROMIUM, ensureProgram, REDIS_SERVER, SYSTEMD_ANALYZE } from '../testing/system-programs.ts';
import { npx, run } from './run-command.ts';
import { addCounts, runTests, type TestCounts } from './vitest-run.ts';

const prepare = (): boolean => {
  try {
    console.log(`redis-server: ${ensureProgram(REDIS_SERVER)}\nbrowser: ${ensureProgram(CHROMIUM)}`);
    if (process.platform === 'linux') console.log(`systemd: ${ensureProgram(SYSTEMD_ANALYZE)}`);
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
};

const NOTHING: TestCounts = { passed: 0, failed: 0, skipped: 0, failures: [] };

/** Which of them failed. One after the other: they compute, and the unit tests beside them do so too. */
const check = async (): Promise<TestCounts> => {
  const checks = [
    ['Types', npx('tsc', '-b')],
    ['Lint', npx('eslint', '.', '--max-warnings', '0')],
    ['Format', npx('prettier', '--check', '--log-level', 'warn', '.')],
  ] as const;
  const failures: string[] = [];
  for (const [title, command] of checks) {
    if (!(await run(title, command, { inOnePiece: true }))) failures.push(title);
  }
  return { ...NOTHING, failed: failures.length, failures };
};

const end = ({ passed, failed, skipped, failures }: TestCounts): number => {
  // Once more at the end: of a long run that is what one sees.
  if (failures.length > 0) console.log(`\nFailed:\n${failures.map((line) => `  ${line}`).join('\n')}`);
  if (skipped > 0) console.log(`\n${skipped} tests were skipped: their titles say why.`);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
};

const main = async (): Promise<number> => {
  if (!prepare() || !(await run('Build', ['npm', 'run', '--silent', 'build']))) {
    return end({ ...NOTHING, failed: 1 });
  }
  const [checks, unit] = await Promise.all([
    check(),
    runTests('Unit and integration tests', ['unit', 'unit-alone', 'integration']),
  ]);
  if (checks.failed > 0) {
    console.log(
      '\nThe tests in a browser and under faults were not run: mend the failed checks above first.',
    );
    return end(addCounts([unit, checks]));
  }
  return end(
    addCounts([
      unit,
      await runTests('Tests in a browser and under faults', ['browser', 'faults', 'faults-alone']),
    ]),
  );
};

process.exitCode = await main();
