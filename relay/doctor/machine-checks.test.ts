import {
  chmodSync,
  copyFileSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askRelay } from '../../testing/relay-api.ts';
import { startRelayProcess, type RelayProcess } from '../../testing/relay-process.ts';
import { connectAs } from '../../testing/relay-socket.ts';
import { ticksOf } from '../../testing/ticks.ts';
import { tickToTuple } from '../../shared/tick.ts';
import { loadConfig } from '../config/load-config.ts';
import type { RelayReport } from '../server/relay-report.ts';
import { browserCheck } from './browser-check.ts';
import type { Check, DoctorContext } from './check.ts';
import { dataDirCheck } from './data-dir-check.ts';
import { diskCheck } from './disk-check.ts';
import { extensionCheck } from './extension-check.ts';
import { lockCheck } from './lock-check.ts';
import { nodeCheck } from './node-check.ts';
import { pairedCheck } from './paired-check.ts';
import { portCheck } from './port-check.ts';
import { relayCheck } from './relay-check.ts';
import { tickLogCheck } from './tick-log-check.ts';
import { PRODUCT_VERSION } from '../product.ts';

let folder: string;
let relay: RelayProcess;
let report: RelayReport;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tick-relay-doctor-'));
  relay = await startRelayProcess({ code: 'source' });
  const capture = await connectAs(relay, 'capture');
  capture.send({ type: 'ticks', seq: 1, ticks: ticksOf('EURUSD_otc', 5_000).map(tickToTuple) });
  await capture.take('ack');
  await capture.close();
  report = await askRelay(relay, '/api/status');
});
afterAll(async () => {
  await relay.stop();
  rmSync(folder, { recursive: true });
});

const contextOf = (dataDir: string, port = 0): DoctorContext => ({
  config: loadConfig({
    environment: { TICK_RELAY_DATA_DIR: dataDir, TICK_RELAY_PORT: String(port) },
    directory: folder,
    userConfigDir: folder,
  }),
});
const running = (port = 0): DoctorContext => ({
  ...contextOf(relay.dataDir, port),
  relay: { port: Number(new URL(relay.url).port), report },
});
const states = async (context: DoctorContext, ...checks: Check[]): Promise<string[]> =>
  Promise.all(checks.map(async ({ check }) => (await check(context)).state));

const HOME_CHECKS = [relayCheck, portCheck, dataDirCheck, diskCheck, lockCheck, tickLogCheck];

test('with a running relay all is good, and without any directory there is little to check', async () => {
  expect(await states(running(), nodeCheck, ...HOME_CHECKS)).toEqual(Array(7).fill('good'));
  const nowhere = contextOf(path.join(folder, 'nothing', 'here'));
  expect(await states(nowhere, ...HOME_CHECKS)).toEqual([
    ...['warn', 'good', 'skipped', 'good', 'skipped', 'skipped'],
  ]);
});

test('a port that another program has is named with the program, a relay as a relay', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const taken = await portCheck.check(contextOf(folder, port));
  server.close();
  expect(taken.state).toBe('bad');
  expect(taken.text).toContain(`Port ${port} is taken by another program`);
  if (process.platform === 'linux') expect(taken.text).toContain(`process ${process.pid})`);
  expect(taken.fix).toContain('TICK_RELAY_PORT');
  const ours = await portCheck.check(contextOf(folder, Number(new URL(relay.url).port)));
  expect(ours.text).toContain('is taken by a relay with another data directory');
});

test('a data directory that others can read is told, with the command that closes it', async () => {
  const open = mkdtempSync(path.join(folder, 'open-'));
  const context = contextOf(open);
  expect((await dataDirCheck.check(context)).state).toBe('good');
  writeFileSync(path.join(open, 'owner-token'), 'x', { mode: 0o600 });
  chmodSync(path.join(open, 'owner-token'), 0o640);
  const finding = await dataDirCheck.check(context);
  expect(finding).toMatchObject({ state: 'warn', fix: `Run \`chmod -R go-rwx '${open}'\`.` });
  expect(finding.text).toContain('owner-token');
});

test('a directory that a relay holds which does not answer is bad', async () => {
  const finding = await lockCheck.check(contextOf(relay.dataDir));
  expect(finding).toMatchObject({ state: 'bad', text: expect.stringContaining('Another relay') as string });
});

test('a damaged tick log is found, beside a relay as well', async () => {
  const damaged = mkdtempSync(path.join(folder, 'damaged-'));
  await relay.terminate();
  const file = path.join(damaged, 'ticks.sqlite');
  copyFileSync(path.join(relay.dataDir, 'ticks.sqlite'), file);
  await relay.restart();
  expect((await tickLogCheck.check(contextOf(damaged))).state).toBe('good');
  writeSync(openSync(file, 'r+'), Buffer.alloc(8_192, 0xff), 0, 8_192, statSync(file).size - 16_384);
  const finding = await tickLogCheck.check(contextOf(damaged));
  expect(finding).toMatchObject({ state: 'bad', text: expect.stringContaining('is damaged') as string });
  expect((await tickLogCheck.check(running())).state).toBe('good');
});

test('the extension has to be built, and of the relay’s version', async () => {
  const context = contextOf(folder);
  const built = mkdtempSync(path.join(folder, 'extension-'));
  expect((await extensionCheck(built).check(context)).fix).toContain('npm run build');
  const write = (version: string): void =>
    writeFileSync(path.join(built, 'manifest.json'), JSON.stringify({ version }));
  write('0.0.1');
  expect((await extensionCheck(built).check(context)).text).toContain(`but the relay is ${PRODUCT_VERSION}`);
  write(PRODUCT_VERSION);
  expect((await extensionCheck(built).check(context)).state).toBe('good');
});

test('a browser has to be there and new enough', async () => {
  const context = contextOf(folder);
  const program = (name: string, text: string): string => {
    const file = path.join(folder, name);
    writeFileSync(file, `#!/bin/sh\necho '${text}'\n`, { mode: 0o755 });
    return file;
  };
  const old = program('old', 'Chromium 12.0.1');
  const built = mkdtempSync(path.join(folder, 'extension-'));
  writeFileSync(path.join(built, 'manifest.json'), JSON.stringify({ minimum_chrome_version: '125' }));
  const check = (...programs: string[]) => browserCheck(programs, built).check(context);
  expect(await check(path.join(folder, 'none'))).toMatchObject({ state: 'warn' });
  expect((await check(old)).text).toBe('Chromium 12.0.1 is too old for the extension.');
  expect(await check(old, program('new', 'Google Chrome 156.0.1'))).toEqual({
    state: 'good',
    text: 'Google Chrome 156.0.1.',
  });
});

test('the pairing is told with and without a running relay', async () => {
  expect((await pairedCheck.check(contextOf(folder))).fix).toContain('tick-relay pair');
  writeFileSync(
    path.join(folder, 'paired.json'),
    JSON.stringify([{ sha256: 'a'.repeat(64), pairedAt: '2026-01-01' }]),
  );
  expect((await pairedCheck.check(contextOf(folder))).text).toContain('Paired once');
  const paired = (capture: number): DoctorContext => {
    const context = running();
    return {
      ...context,
      relay: { port: 1, report: { ...report, paired: 2, connections: { capture, view: 0 } } },
    };
  };
  expect((await pairedCheck.check(paired(1))).text).toBe('Paired 2 times; 1 connected now.');
  expect((await pairedCheck.check(paired(0))).text).toContain('no extension is connected; the last one left');
});
