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

/** Runs `tick-relay` from the source, in a working directory and with user folders of its own. */
export const runTickRelay = async (...args: readonly string[]): Promise<CommandOutcome> => {
  const empty = mkdtempSync(path.join(tmpdir(), 'tick-relay-empty-'));
  const child = spawn(process.execPath, ['--import', TSX, SOURCE, ...args], {
    cwd: empty,
    env: { ...process.env, XDG_CONFIG_HOME: empty, XDG_DATA_HOME: empty },
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  rmSync(empty, { recursive: true });
  return { status, stdout, stderr };
};
