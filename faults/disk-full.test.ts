import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import type { RelayReport } from '../relay/server/relay-report.ts';
import { BUILT_RELAY } from '../testing/built-product.ts';
import { askRelay, readTicksOfPair } from '../testing/relay-api.ts';
import { startRelayProcess, type RelayProcess } from '../testing/relay-process.ts';
import { connectAs } from '../testing/relay-socket.ts';
import { canMountSmallDisk, mountSmallDisk, type SmallDisk } from '../testing/small-disk.ts';
import { settledComparison, settles, startWholeLine } from '../testing/whole-line.ts';

const DISK_MB = 8;
const PAIR = 'EURUSD_otc';
const BATCH = 500;
const DISK_IS_FULL = /^The disk of the tick log's folder .* is full: free some space/;

describe.skipIf(!canMountSmallDisk())('a full disk (mounts one: needs root on Linux)', () => {
  const stops: (() => unknown)[] = [];

  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  });

  const mount = (): SmallDisk => {
    const disk = mountSmallDisk(DISK_MB);
    stops.push(() => disk.unmount());
    return disk;
  };

  const startOn = async (disk: SmallDisk): Promise<RelayProcess> => {
    const relay = await startRelayProcess({ dataDir: disk.folder });
    stops.push(() => relay.stop());
    return relay;
  };

  test('acks nothing, says so in the log and the status, runs on, and keeps everything once there is space', async () => {
    const disk = mount();
    const relay = await startOn(disk);
    const batch = (seq: number): object => ({
      type: 'ticks',
      seq,
      ticks: Array.from({ length: BATCH }, (_, index) => [PAIR, 1 + index / BATCH, FIRST + seq, FIRST]),
    });
    const capture = await connectAs(relay, 'capture');
    capture.send(batch(1));
    await capture.take('ack');
    const viewer = await connectAs(relay, 'view');
    viewer.send({ type: 'subscribe', pairs: '*' });
    disk.fill();
    capture.send(batch(2));
    const afterwards = (await capture.closed).map((message) =>
      'code' in message ? message.code : message.type,
    );
    expect(afterwards).toContain('not-kept');
    expect(afterwards).not.toContain('ack');

    const told = await viewer.take('status', ({ status }) => status.log.problem !== undefined);
    expect(told.status.log.problem).toMatch(DISK_IS_FULL);
    expect(relay.output()).toContain(told.status.log.problem);
    const shown = await statusOf(relay);
    expect(shown.status).toBe(1);
    expect(shown.stdout).toMatch(/Tick log +The disk of the tick log's folder/);
    expect(await readTicksOfPair(relay, PAIR)).toHaveLength(BATCH);

    const again = await connectAs(relay, 'capture');
    disk.free();
    again.send(batch(2));
    await again.take('ack', ({ seq }) => seq === 2);
    const { log } = await askRelay<RelayReport>(relay, '/api/status');
    expect(log).toEqual({});
    expect(await readTicksOfPair(relay, PAIR)).toHaveLength(2 * BATCH);
    expect((await statusOf(relay)).status).toBe(0);
  });

  test('the panel says what is full and what to do; nothing that the page received is missing afterwards', async () => {
    const disk = mount();
    const line = await startWholeLine({
      relay: { dataDir: disk.folder },
      simulator: { ticksPerSecond: 50 },
    });
    stops.push(() => line.stop());
    await line.openBrokerPage();
    await settles(() => Promise.resolve(line.simulator.sentLive() >= 100));
    disk.fill();
    const notice = line.panel.locator('.notice.bar', { hasText: 'The relay cannot keep ticks now.' });
    await notice.waitFor();
    expect(await notice.locator('.action').textContent()).toMatch(DISK_IS_FULL);
    await notice.locator('.aside', { hasText: 'wait in this browser for the relay' }).waitFor();
    disk.free();
    await notice.waitFor({ state: 'detached' });
    line.simulator.pause();
    const { sent, kept, missing, unexpected } = await settledComparison(line, 60_000);
    expect({ kept, missing, unexpected }).toEqual({ kept: sent, missing: [], unexpected: [] });
  });
});

const FIRST = Date.now();

const run = promisify(execFile);

/** What `tick-relay status` shows and ends with. */
const statusOf = async (relay: RelayProcess): Promise<{ status: unknown; stdout: string }> => {
  const args = [BUILT_RELAY, 'status', '--data-dir', relay.dataDir];
  try {
    const { stdout } = await run(process.execPath, args);
    return { status: 0, stdout };
  } catch (error) {
    const { code, stdout } = error as { code: unknown; stdout: string };
    return { status: code, stdout };
  }
};
