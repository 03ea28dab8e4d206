import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runTickRelay as tickRelay, runTickRelayWith } from '../../testing/command-line.ts';
import { httpRequest } from '../../testing/http-request.ts';
import { startRelayProcess, type RelayProcess } from '../../testing/relay-process.ts';

let relay: RelayProcess;
let empty: string;
beforeAll(async () => {
  empty = mkdtempSync(path.join(tmpdir(), 'tick-relay-empty-'));
  relay = await startRelayProcess({ code: 'source' });
});
afterAll(async () => {
  await relay.stop();
  rmSync(empty, { recursive: true });
});

test('run prints the address, the data directory, the extension and how to pair', async () => {
  await expect.poll(() => relay.output()).toMatch(/Pairing code: [A-Z2-9]{4}-[A-Z2-9]{4}/);
  const output = relay.output();
  expect(output).toContain(`runs at ${relay.url}`);
  expect(output).toContain(relay.dataDir);
  expect(output).toContain(path.join('dist', 'extension'));
  expect(output).toContain('not configured (REDIS_URL)');
  expect(output).not.toContain(relay.ownerToken);
});

test('pair prints a code that gives a token', async () => {
  const { status, stdout } = await tickRelay('pair', '--data-dir', relay.dataDir);
  expect(status).toBe(0);
  const [code] = /[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(stdout) ?? [];
  const answer = await httpRequest(`${relay.url}/pair`, { method: 'POST', body: JSON.stringify({ code }) });
  expect(answer.status).toBe(200);
});

test('open leads a browser to the dashboard by a link, which it prints as well', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tick-relay-browser-'));
  const seen = path.join(folder, 'seen');
  const browser = path.join(folder, 'browser');
  writeFileSync(browser, `#!/bin/sh\nprintf '%s' "$1" > ${seen}.new && mv ${seen}.new ${seen}\n`, {
    mode: 0o755,
  });
  const { status, stdout } = await runTickRelayWith(
    { env: { BROWSER: browser } },
    ...['open', '--data-dir', relay.dataDir],
  );
  expect(status).toBe(0);
  const [url = ''] = /http:\S+/.exec(stdout) ?? [];
  expect(url).toMatch(new RegExp(`^${relay.url}/#open=[\\w-]{43}$`));
  await expect.poll(() => existsSync(seen), { timeout: 10_000 }).toBe(true);
  expect(readFileSync(seen, 'utf8')).toBe(url);
  rmSync(folder, { recursive: true });
});

test('status shows the running relay on one screen, or as JSON', async () => {
  const shown = await tickRelay('status', '--data-dir', relay.dataDir);
  expect([shown.status, shown.stderr]).toEqual([0, '']);
  expect(shown.stdout).toContain(relay.url);
  expect(shown.stdout).toMatch(/Ticks kept +0/);
  const { stdout } = await tickRelay('status', '--json', '--data-dir', relay.dataDir);
  expect(JSON.parse(stdout)).toMatchObject({ url: relay.url, redis: { state: 'off' }, kept: 0, pairs: 0 });
});

test.each([
  ['pair', 1],
  ['open', 1],
  ['status', 3],
  ['audit', 1],
  ['dead-letter list', 1],
  ['dead-letter drop', 1],
])('%s says in a sentence that no relay runs', async (command, exitStatus) => {
  const { status, stderr } = await tickRelay(...command.split(' '), '--data-dir', empty);
  expect(status).toBe(exitStatus);
  expect(stderr).toBe(
    `tick-relay: No relay runs on the data directory ${empty}: start one with \`tick-relay run\`, or name its directory with --data-dir.\n`,
  );
});

test.each([
  [
    'a wrong value',
    () => ['--port', 'http'],
    2,
    'The value "http" of the flag --port is wrong: it takes a port from 0 to 65535, where 0 takes a free one.',
  ],
  ['an unknown flag', () => ['--prot', '1'], 2, "unknown option '--prot'"],
  ['a taken port', () => ['run', '--port', new URL(relay.url).port], 1, '--port or TICK_RELAY_PORT'],
  ['a used data directory', () => ['run', '--port', '0', '--data-dir', relay.dataDir], 1, 'Another relay'],
])('%s ends the start with a sentence', async (_what, args, status, sentence) => {
  const outcome = await tickRelay(...args());
  expect(outcome).toMatchObject({ status, stdout: '' });
  expect(outcome.stderr).toContain(sentence);
  expect(outcome.stderr).not.toContain(' at ');
});

test('--help names every option with what it accepts', async () => {
  const { status, stdout } = await tickRelay('run', '--help');
  expect(status).toBe(0);
  for (const name of ['TICK_RELAY_PORT', 'REDIS_URL', 'SUPABASE_SECRET_KEY', 'TICK_RETENTION_DAYS']) {
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(`(${name})`);
  }
});

test('SIGTERM closes the relay in order', async () => {
  const other = await startRelayProcess({ code: 'source' });
  process.kill(other.pid, 'SIGTERM');
  await expect.poll(() => httpRequest(`${other.url}/health`).catch(() => 'gone')).toBe('gone');
  await other.stop();
});
