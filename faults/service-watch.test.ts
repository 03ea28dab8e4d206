import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, describe, expect, test } from 'vitest';
import { waitUntil } from '../testing/child-server.ts';
import { startNotifySocket, type NotifySocket } from '../testing/notify-socket.ts';
import { startRelayProcess, type RelayProcess } from '../testing/relay-process.ts';
import { connectAs } from '../testing/relay-socket.ts';
import { ensureProgram, SYSTEMD_NOTIFY } from '../testing/system-programs.ts';

/** Systemd's patience, ms: the relay speaks four times within it. */
const WATCHDOG_MS = 2_000;
/** Each waits for the log's lock as long as SQLite has patience, which is 2 s. */
const LOCKED_WRITES = 20;

describe.skipIf(process.platform !== 'linux')('a relay that systemd watches (Linux)', () => {
  const stops: (() => unknown)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  });

  const start = async (): Promise<{ relay: RelayProcess; socket: NotifySocket }> => {
    ensureProgram(SYSTEMD_NOTIFY);
    const socket = await startNotifySocket();
    stops.push(() => socket.stop());
    const relay = await startRelayProcess({
      args: ['service', 'run'],
      env: { NOTIFY_SOCKET: socket.path, WATCHDOG_USEC: String(WATCHDOG_MS * 1_000) },
    });
    stops.push(() => relay.stop());
    await waitUntil(
      () => socket.messages().length > 0,
      () => `No message came: ${relay.output()}`,
    );
    return { relay, socket };
  };

  const wellMessages = (socket: NotifySocket) =>
    socket.messages().filter(({ assignments }) => assignments.includes('WATCHDOG=1'));

  test('says that it is ready and well, each time with all that systemd needs, and prints no pairing code', async () => {
    const { relay, socket } = await start();
    await waitUntil(
      () => wellMessages(socket).length >= 3,
      () => `It went silent: ${relay.output()}`,
    );
    for (const { assignments } of wellMessages(socket))
      expect(assignments).toEqual(['READY=1', 'WATCHDOG=1', `STATUS=Runs at ${relay.url}, 0 ticks kept.`]);
    expect(relay.output()).not.toContain('Pairing code');
  });

  test('is silent while it stands still, and speaks again', async () => {
    const { relay, socket } = await start();
    process.kill(relay.pid, 'SIGSTOP');
    // A message that was on its way is through when the clock of a whole patience has passed.
    const stoppedAt = Date.now();
    await waitUntil(
      () => Date.now() - stoppedAt > WATCHDOG_MS,
      () => '',
    );
    const before = wellMessages(socket).length;
    expect(wellMessages(socket).at(-1)?.at).toBeLessThan(stoppedAt + WATCHDOG_MS);
    process.kill(relay.pid, 'SIGCONT');
    await waitUntil(
      () => wellMessages(socket).length > before,
      () => `It did not speak again: ${relay.output()}`,
    );
  });

  test('ends itself and says why when its tick log does not answer any more', async () => {
    const { relay } = await start();
    const database = new Database(join(relay.dataDir, 'ticks.sqlite'));
    stops.push(() => database.close());
    database.exec('PRAGMA busy_timeout = 10000; BEGIN IMMEDIATE');
    const capture = await connectAs(relay, 'capture');
    const asset = { pair: 'EURUSD_otc', label: 'EUR/USD OTC', digits: 5, kind: 'currency' };
    for (let write = 0; write < LOCKED_WRITES; write += 1) capture.send({ type: 'assets', assets: [asset] });
    expect(await relay.ended()).toBe('SIGALRM');
    expect(relay.output()).toContain('The tick log does not answer any more: the relay ends');
  });
});
