import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UserError } from './user-error.ts';
import { LogFile } from './log-file.ts';

let folder: string;
let file: string;
let elsewhere: string[];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tick-relay-log-file-'));
  file = path.join(folder, 'logs', 'relay.log');
  elsewhere = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

const fallback = { write: (line: string) => elsewhere.push(line) };
const open = (maxBytes: number): LogFile => new LogFile(file, fallback, { maxBytes });
const linesOf = (name: string): string[] => readFileSync(name, 'utf8').split('\n').filter(Boolean);

test('rotates by size, keeps five files, loses no line of them and lets only this user read', () => {
  const log = open(100);
  const lines = Array.from({ length: 100 }, (_, n) => `line ${String(n).padStart(4, '0')}`);
  for (const line of lines) log.write(`${line}\n`);
  const names = [4, 3, 2, 1].map((age) => `${file}.${age}`).concat(file);
  expect(readdirSync(path.dirname(file))).toHaveLength(names.length);
  const kept = names.flatMap(linesOf);
  expect(kept).toEqual(lines.slice(-kept.length));
  for (const name of names) {
    expect(statSync(name).size).toBeLessThanOrEqual(100);
    expect(statSync(name).mode & 0o777).toBe(0o600);
  }
  expect(names.slice(0, -1).map((name) => linesOf(name).length)).toEqual([10, 10, 10, 10]);
});

test('goes on in the file of an earlier run, counts its size, and takes it from others', () => {
  open(100).write(`${'a'.repeat(89)}\n`);
  chmodSync(file, 0o644);
  const log = open(100);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  log.write('123456789\n');
  expect(existsSync(`${file}.1`)).toBe(false);
  log.write('b\n');
  expect(readFileSync(file, 'utf8')).toBe('b\n');
  expect(linesOf(`${file}.1`)).toEqual(['a'.repeat(89), '123456789']);
});

test('a line longer than the limit is a file of its own', () => {
  const log = open(10);
  log.write(`${'x'.repeat(50)}\n`);
  log.write('y\n');
  expect([linesOf(`${file}.1`), linesOf(file)]).toEqual([['x'.repeat(50)], ['y']]);
});

test('what the file does not take goes to the fallback, with one sentence, until it takes lines again', () => {
  const log = open(100);
  rmSync(path.dirname(file), { recursive: true });
  writeFileSync(path.dirname(file), 'in the way');
  log.write('first\n');
  log.write('second\n');
  expect(elsewhere).toEqual([
    expect.stringContaining(`The log file ${file} takes no more lines`),
    'first\n',
    'second\n',
  ]);
  rmSync(path.dirname(file));
  const again = open(100);
  again.write('third\n');
  expect(linesOf(file)).toEqual(['third']);
});

test('a path that cannot be written is told at the start', () => {
  writeFileSync(path.join(folder, 'logs'), 'in the way');
  expect(() => open(100)).toThrow(UserError);
  expect(() => open(100)).toThrow(/--log-file or TICK_RELAY_LOG_FILE/);
});
