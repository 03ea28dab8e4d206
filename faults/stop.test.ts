import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { CaptureClient } from '../testing/capture-client.ts';
import { startLoad } from '../testing/capture-load.ts';
import { LOAD_PAIRS, NumberedTicks } from '../testing/numbered-ticks.ts';
import { readKeptTicks } from '../testing/relay-api.ts';
import { startRelayProcess, type RelayProcess } from '../testing/relay-process.ts';
import { settles } from '../testing/whole-line.ts';
import { tickKey } from '../testing/ticks.ts';

const TICKS_PER_SECOND = 5_000;
/** The promise: after this a service manager loses patience and kills. */
const STOP_WITHIN_MS = 10_000;

describe('a relay that is told to stop under load', () => {
  const stops: (() => unknown)[] = [];

  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  });

  const start = async (env: Record<string, string>): Promise<RelayProcess> => {
    const dataDir = await mkdtemp(join(tmpdir(), 'tick-relay-stop-'));
    stops.push(() => rm(dataDir, { recursive: true }));
    const relay = await startRelayProcess({ dataDir, env });
    stops.push(() => relay.stop());
    return relay;
  };

  const expectOrderlyStop = async (relay: RelayProcess): Promise<void> => {
    // It must not come back: what it sent to the relay's second life would be acked by that.
    const capture = new CaptureClient(relay, { reconnects: false });
    const ticks = new NumberedTicks(LOAD_PAIRS, Date.now(), 1_000 / TICKS_PER_SECOND);
    const load = startLoad(capture, ticks, { ticksPerSecond: TICKS_PER_SECOND, everyMs: 100 });
    stops.push(() => {
      load.stop();
      return capture.close();
    });
    await settles(() => Promise.resolve(capture.acked.size > TICKS_PER_SECOND), 60_000);
    const told = performance.now();
    expect(await relay.terminate()).toBe(0);
    expect(performance.now() - told).toBeLessThan(STOP_WITHIN_MS);
    expect(existsSync(join(relay.dataDir, 'relay.json'))).toBe(false);
    expect(capture.acked.size).toBeGreaterThan(TICKS_PER_SECOND);
    await relay.restart();
    const kept = (await readKeptTicks(relay)).map(tickKey);
    const keys = new Set(kept);
    expect(kept).toHaveLength(keys.size);
    expect([...capture.acked].filter((key) => !keys.has(key))).toEqual([]);
  };

  test('keeps what it acked, ends with status 0 within 10 s and takes its file away', async () => {
    await expectOrderlyStop(await start({}));
  });

  test('also with a Redis and a Supabase that take everything and answer nothing', async () => {
    const { port, close } = await startSilentServer();
    stops.push(close);
    const relay = await start({
      SUPABASE_URL: `http://127.0.0.1:${port}`,
      SUPABASE_SECRET_KEY: 'sb_secret_of_nobody',
      ARCHIVE_INTERVAL_SECONDS: '1',
      REDIS_URL: `redis://127.0.0.1:${port}`,
    });
    await expectOrderlyStop(relay);
  });
});

/** Accepts and reads, and never says a word. */
const startSilentServer = async (): Promise<{ port: number; close: () => void }> => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).resume();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
};
