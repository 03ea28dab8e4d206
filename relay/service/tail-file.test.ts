import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LogFile } from '../log-file.ts';
import { followLines, lastLines } from './tail-file.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tick-relay-tail-'));
  file = path.join(folder, 'relay.log');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the last lines reach into the file before', () => {
  expect(lastLines(file, 3)).toEqual([]);
  writeFileSync(`${file}.1`, 'a\nb\n');
  writeFileSync(file, 'c\nd\n');
  expect(lastLines(file, 3)).toEqual(['b', 'c', 'd']);
  expect(lastLines(file, 0)).toEqual([]);
});

test('following shows every new line once, over rotations and from a file that is not there yet', async () => {
  const stop = new AbortController();
  const seen: string[] = [];
  const following = (async () => {
    for await (const line of followLines(file, stop.signal)) seen.push(line);
  })();
  const log = new LogFile(file, process.stderr, { maxBytes: 40 });
  const written: string[] = [];
  for (let number = 0; number < 12; number += 1) {
    const line = `line ${number} ü`;
    log.write(`${line}\n`);
    written.push(line);
    // Whoever follows looks at the file now and then, and must not miss two rotations between.
    if (number % 3 === 2) await vi.waitFor(() => expect(seen).toEqual(written), { timeout: 10_000 });
  }
  stop.abort();
  await following;
  expect(seen).toEqual(written);
});
