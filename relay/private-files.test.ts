import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startInProcessRelay } from '../testing/in-process-relay.ts';
import { askRelay } from '../testing/relay-api.ts';
import { connectAs } from '../testing/relay-socket.ts';

let parent: string;
let umask: number;
beforeEach(() => {
  parent = mkdtempSync(path.join(tmpdir(), 'tick-relay-private-'));
  // The most careless that a user can have: nothing is taken from what a program asks for.
  umask = process.umask(0);
});
afterEach(() => {
  process.umask(umask);
  rmSync(parent, { recursive: true });
});

const rightsIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    const stat = statSync(path.join(folder, name));
    const isPrivate = (stat.mode & 0o777) === (stat.isDirectory() ? 0o700 : 0o600);
    return isPrivate ? [] : [`${name} ${(stat.mode & 0o777).toString(8)}`];
  });

test('the data directory and every file in it are for this user alone, while the relay runs and after', async () => {
  const dataDir = path.join(parent, 'data');
  const relay = await startInProcessRelay({ config: { dataDir } });
  const capture = await connectAs({ ...relay, wsUrl: `ws://127.0.0.1:${relay.port}/v1` }, 'capture');
  capture.send({ type: 'ticks', seq: 1, ticks: [['EURUSD_otc', 1.5, Date.now(), Date.now()]] });
  await capture.take('ack');
  const { code } = await askRelay<{ code: string }>(relay, '/api/pairing-codes', { method: 'POST' });
  await askRelay(relay, '/pair', { method: 'POST', body: JSON.stringify({ code }) });
  const { link } = await askRelay<{ link: string }>(relay, '/api/view-links', { method: 'POST' });
  await askRelay(relay, '/open', { method: 'POST', body: JSON.stringify({ link }) });
  expect(readdirSync(dataDir)).toEqual(
    expect.arrayContaining([
      'owner-token',
      'paired.json',
      'browsers.json',
      'ticks.sqlite',
      'ticks.sqlite-wal',
    ]),
  );
  expect(rightsIn(parent)).toEqual([]);
  await capture.close();
  await relay.close();
  expect(rightsIn(parent)).toEqual([]);
});
