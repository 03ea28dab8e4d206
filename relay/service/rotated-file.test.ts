import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RotatedFile } from './rotated-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tick-relay-log-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const limits = { maxBytes: 20, files: 3 };
const read = (name: string): string => readFileSync(path.join(folder, 'log', name), 'utf8');

test('a full file is set aside, and the oldest goes; a new start goes on with the current one', () => {
  const file = path.join(folder, 'log', 'relay.log');
  const first = new RotatedFile(file, limits);
  for (const line of ['one', 'two', 'three', 'four']) first.write(`${line}-------\n`);
  expect([read('relay.log.1'), read('relay.log')]).toEqual([
    'one-------\ntwo-------\n',
    'three-------\nfour-------\n',
  ]);
  const second = new RotatedFile(file, limits);
  for (const line of ['five', 'six', 'seven', 'eight']) second.write(`${line}-------\n`);
  expect(readdirSync(path.join(folder, 'log')).sort()).toEqual(['relay.log', 'relay.log.1', 'relay.log.2']);
  expect(read('relay.log.2')).toBe('three-------\nfour-------\n');
  expect(read('relay.log')).toBe('seven-------\neight-------\n');
});

test('the log is this user’s alone', () => {
  const file = path.join(folder, 'log', 'relay.log');
  new RotatedFile(file).write('x\n');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
});
