import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

const SOURCE = path.resolve(import.meta.dirname, '../relay/tick-relay.ts');
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

export interface CommandOutcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  /** Added to the environment. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** Default: nothing. */
  readonly stdin?: string | undefined;
}

/** What a shell runs for `tick-relay` from the source. */
export const commandWords = (...args: readonly string[]): string[] => [
  process.execPath,
  '--import',
  TSX,
  SOURCE,
  ...args,
];

/** Runs `tick-relay` from the source, in a working directory and with user folders of its own. */
export const runTickRelay = (...args: readonly string[]): Promise<CommandOutcome> =>
  runTickRelayWith({}, ...args);

/** As `runTickRelay`, with more of an environment. */
export const runTickRelayWith = async (
  { env, stdin = '' }: CommandOptions,
  ...args: readonly string[]
): Promise<CommandOutcome> => {
  const empty = mkdtempSync(path.join(tmpdir(), 'tick-relay-empty-'));
  const [node = '', ...words] = commandWords(...args);
  const child = spawn(node, words, {
    cwd: empty,
    env: { ...process.env, XDG_CONFIG_HOME: empty, XDG_DATA_HOME: empty, ...env },
  });
  // A command that does not read it may have ended before.
  child.stdin.on('error', () => undefined);
  child.stdin.end(stdin);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  rmSync(empty, { recursive: true });
  return { status, stdout, stderr };
};
