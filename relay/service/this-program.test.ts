import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lastingPath, thisUser } from './this-program.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tick-relay-path-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('of a Node with its version in the path the link to it is taken, which outlives an update', () => {
  const [cellar, bin, other] = ['Cellar/node/20.1.0/bin', 'bin', 'other'].map((name) =>
    path.join(folder, name),
  );
  for (const made of [cellar, bin, other]) mkdirSync(made ?? '', { recursive: true });
  const node = path.join(cellar ?? '', 'node');
  writeFileSync(node, '');
  writeFileSync(path.join(other ?? '', 'node'), 'another one');
  const folders = [other ?? '', '.', '', bin ?? '', cellar ?? ''];
  expect(lastingPath(node, folders)).toBe(node);
  symlinkSync(node, path.join(bin ?? '', 'node'));
  expect(lastingPath(node, folders)).toBe(path.join(bin ?? '', 'node'));
  expect(lastingPath(node, [other ?? ''])).toBe(node);
});

test('folders follow HOME and XDG_CONFIG_HOME, and the domain is part of a name on Windows', () => {
  expect(thisUser({ HOME: '/h', XDG_CONFIG_HOME: '' })).toMatchObject({
    home: '/h',
    configHome: '/h/.config',
  });
  expect(thisUser({ HOME: '/h', XDG_CONFIG_HOME: '/c' })).toMatchObject({ configHome: '/c' });
  expect(thisUser({ USERDOMAIN: 'DESK', USERNAME: 'me' }).name).toBe('DESK\\me');
});
