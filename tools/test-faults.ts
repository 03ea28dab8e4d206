/** `npm run test:faults`: the suite of `faults/` with its full numbers; `npm test` runs it in a shorter form. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const run = (command: string, ...args: string[]): boolean => {
  const env = { ...process.env, FAULTS: 'long' };
  return spawnSync(command, args, { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
};

const files = process.argv.slice(2);
const passed =
  run('npm', 'run', '--silent', 'build') &&
  run('npx', '--no-install', 'vitest', 'run', '--project', 'faults', ...files);
process.exitCode = passed ? 0 : 1;
