import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ODD_NAME, PROGRAM } from '../../testing/service-samples.ts';
import { ensureProgram, SYSTEMD_ANALYZE } from '../../testing/system-programs.ts';
import { systemdUnit } from './systemd-unit.ts';

test('the unit is as it was looked at and found good', async () => {
  await expect(systemdUnit(PROGRAM)).toMatchFileSnapshot('golden/tick-relay.service');
});

describe.skipIf(process.platform !== 'linux')('systemd-analyze --user verify (Linux)', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'tick-relay-unit-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const verify = (unit: string): string => {
    const file = path.join(folder, 'tick-relay.service');
    writeFileSync(file, unit);
    const { stdout, stderr, status } = spawnSync(ensureProgram(SYSTEMD_ANALYZE), ['--user', 'verify', file], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: folder, XDG_RUNTIME_DIR: folder },
    });
    return `${stdout}${stderr}${status === 0 ? '' : `status ${status}`}`;
  };

  test('has nothing to say of it, whatever signs are in the paths', () => {
    const odd = path.join(folder, ODD_NAME);
    mkdirSync(odd);
    const node = path.join(odd, 'node');
    writeFileSync(node, '#!/bin/sh\n', { mode: 0o755 });
    const script = path.join(odd, 'tick-relay.js');
    expect(
      verify(systemdUnit({ ...PROGRAM, node, script, environment: { ODD_NAME }, workingDirectory: odd })),
    ).toBe('');
  });

  test('would say so of a word that is no setting, and of a Node that is gone', () => {
    const unit = systemdUnit({ ...PROGRAM, node: process.execPath });
    expect(verify(unit)).toBe('');
    expect(verify(unit.replace('NoNewPrivileges', 'NoNewPriviliges'))).toMatch(/NoNewPriviliges/);
    expect(verify(systemdUnit({ ...PROGRAM, node: path.join(folder, 'gone') }))).toMatch(/gone/);
  });
});
