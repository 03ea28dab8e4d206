import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The repository: every command runs there. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

export interface CommandOptions {
  /** Shows what it writes when it has ended, in one piece, so that it may run beside others. Default `false`. */
  readonly inOnePiece?: boolean;
}

/** It does not write to a terminal itself, or it would draw over what others write there meanwhile. */
const environment = (): NodeJS.ProcessEnv =>
  process.stdout.isTTY ? { ...process.env, FORCE_COLOR: '1' } : process.env;

/** Runs a command in the repository under a title, and says how it ended; resolves to whether it was good. */
export const run = async (
  title: string,
  [command, ...args]: readonly [string, ...string[]],
  { inOnePiece = false }: CommandOptions = {},
): Promise<boolean> => {
  const began = Date.now();
  let held = '';
  const show = (text: string): void => {
    if (inOnePiece) held += text;
    else process.stdout.write(text);
  };
  show(`\n── ${title}\n`);
  const child = spawn(command, args, { cwd: ROOT, env: environment(), stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', show);
  child.once('error', (error) => show(`${error.message}\n`));
  const isGood = await new Promise<boolean>((resolve) => {
    child.once('close', (status) => resolve(status === 0));
  });
  show(`   ${isGood ? 'good' : 'FAILED'} after ${((Date.now() - began) / 1000).toFixed(1)} s\n`);
  if (inOnePiece) process.stdout.write(held);
  return isGood;
};

/** A program of `node_modules`, and never one that npx would have to fetch. */
export const npx = (...args: string[]): [string, ...string[]] => ['npx', '--no-install', ...args];
