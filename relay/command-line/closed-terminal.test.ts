import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { commandWords } from '../../testing/command-line.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { startInTerminal } from '../../testing/terminal.ts';
import { readRelayFile } from '../relay-file.ts';
import { RelayClient } from './relay-client.ts';

/** How a shell tells that a signal has ended a command. */
const statusOf = (signal: NodeJS.Signals): number => 128 + constants.signals[signal];

/**
 * A shell that hangs up with its terminal tells its commands so by SIGHUP; what it no longer minds (`disown`) it does
 * not tell, and that goes on. At `process.exit` Node itself would break off there, with a core dump.
 */
test.each(['SIGHUP', 'SIGTERM'] as const)(
  'a relay whose terminal is closed goes on until %s ends it, in order and by that signal',
  async (signal) => {
    const home = temporaryFolder();
    const dataDir = path.join(home, 'data');
    const statusFile = path.join(home, 'status');
    // A shell that outlives its terminal: it is told the status, and the relay not of the closing.
    const script = `trap '' HUP; "$@"; echo $? > '${statusFile}'`;
    const terminal = startInTerminal(
      ['sh', '-c', script, 'sh', ...commandWords('run', '--port', '0', '--data-dir', dataDir)],
      { cwd: home, env: { PATH: process.env.PATH, HOME: home, TERM: 'xterm' } },
    );
    await terminal.shows('runs at');
    terminal.close();
    await terminal.ended;
    // It writes to its log, of which the lines have nowhere to go.
    const client = new RelayClient(dataDir);
    for (let count = 0; count < 3; count += 1) await client.ask('POST', '/api/reload');
    expect(existsSync(statusFile)).toBe(false);

    process.kill(readRelayFile(dataDir)?.pid ?? 0, signal);
    const status = (): string => (existsSync(statusFile) ? readFileSync(statusFile, 'utf8') : '');
    await expect.poll(status, { timeout: 15_000 }).toBe(`${statusOf(signal)}\n`);
    // Its last step in closing.
    expect(readRelayFile(dataDir)).toBeUndefined();
  },
);
