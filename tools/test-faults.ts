/** `npm run test:faults`: the suite of `faults/` with its full numbers; `npm test` runs it in a shorter form. */
import { npx, run } from './run-command.ts';

// Inherited by every command below.
process.env.FAULTS = 'long';

const passed =
  (await run('Build', ['npm', 'run', '--silent', 'build'])) &&
  (await run('Faults', npx('vitest', 'run', '--project=faults*', ...process.argv.slice(2))));
process.exitCode = passed ? 0 : 1;
