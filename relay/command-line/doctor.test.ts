import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runTickRelay, runTickRelayWith } from '../../testing/command-line.ts';
import type { CheckedFinding } from '../doctor/run-checks.ts';
import { ALL_CHECKS } from '../doctor/run-checks.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tick-relay-doctor-command-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('without a running relay every check is told; a bad one makes the exit status 1, and no secret is shown', async () => {
  const env = {
    REDIS_URL: 'redis://:hunter2@127.0.0.1:1',
    TICK_RELAY_DATA_DIR: path.join(folder, 'none'),
  };
  const told = await runTickRelayWith({ env }, 'doctor', '--json');
  expect([told.status, told.stderr]).toEqual([1, '']);
  const { healthy, findings } = JSON.parse(told.stdout) as { healthy: boolean; findings: CheckedFinding[] };
  expect(healthy).toBe(false);
  expect(findings.map(({ title }) => title)).toEqual(ALL_CHECKS.map(({ title }) => title));
  expect(findings.find(({ title }) => title === 'Redis')).toMatchObject({ state: 'bad' });
  expect(told.stdout).not.toContain('hunter2');
  expect(existsSync(env.TICK_RELAY_DATA_DIR)).toBe(false);
});

test('init says where there is no terminal how to set options there', async () => {
  const { status, stderr } = await runTickRelay('init');
  expect([status, stderr]).toEqual([
    2,
    'tick-relay: init asks its questions in a terminal, and this is none: use `tick-relay config set NAME VALUE` here.\n',
  ]);
});
