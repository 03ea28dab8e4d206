import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { commandWords } from '../../testing/command-line.ts';
import { startInTerminal, type Terminal } from '../../testing/terminal.ts';

const DIALOGUE_MS = 120_000;
const ENTER = '\r';
const CTRL_C = '\x03';

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'tick-relay-init-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const start = (): Terminal =>
  startInTerminal(commandWords('init'), {
    cwd: home,
    env: { PATH: process.env.PATH, HOME: home, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home, TERM: 'xterm' },
  });

/** Every file below the user's folders with what is in it. */
const written = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(home, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(path.join(home, name)).isFile())
      .map((name) => [name, readFileSync(path.join(home, name), 'utf8')]),
  );

test(
  'asks for what matters, refuses a wrong answer in a sentence, and writes the rest for this user alone',
  async () => {
    const terminal = start();
    await terminal.shows('Redis');
    terminal.type(ENTER);
    await terminal.shows('Supabase project');
    terminal.type(ENTER);
    await terminal.shows('Days to keep');
    // The answer that holds stands there already.
    terminal.type(`\x7f\x7fmany${ENTER}`);
    await terminal.shows('TICK_LOG_RETENTION_DAYS');
    terminal.type(`\x7f\x7f\x7f\x7f45${ENTER}`);
    await terminal.shows('Port on 127.0.0.1');
    terminal.type(ENTER);
    await terminal.shows('This is written');
    expect(await terminal.ended).toBe(0);
    const [[name, text] = ['', ''], ...others] = Object.entries(written());
    expect(others).toEqual([]);
    expect(text).toContain('TICK_LOG_RETENTION_DAYS=45');
    expect(text).not.toContain('TICK_RELAY_PORT');
    expect(statSync(path.join(home, name)).mode & 0o777).toBe(0o600);
  },
  DIALOGUE_MS,
);

test(
  'broken off, it writes nothing',
  async () => {
    const terminal = start();
    await terminal.shows('Redis');
    terminal.type(`redis://127.0.0.1:6379${ENTER}`);
    await terminal.shows('Supabase project');
    terminal.type(CTRL_C);
    await terminal.shows('nothing has been changed');
    expect(await terminal.ended).not.toBe(0);
    expect(written()).toEqual({});
  },
  DIALOGUE_MS,
);
