import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, describe, expect, test } from 'vitest';
import { CaptureClient } from '../testing/capture-client.ts';
import { startLoad } from '../testing/capture-load.ts';
import { waitUntil } from '../testing/child-server.ts';
import { LOAD_PAIRS, NumberedTicks } from '../testing/numbered-ticks.ts';
import { startRedis } from '../testing/redis-server.ts';
import { readKeptTicks } from '../testing/relay-api.ts';
import { startRelayProcess, type RelayProcess } from '../testing/relay-process.ts';
import { connectAs } from '../testing/relay-socket.ts';
import { settles } from '../testing/whole-line.ts';
import { tickKey } from '../testing/ticks.ts';

const TICKS_PER_SECOND = 5_000;
/** The promise: after this a service manager loses patience and kills. */
const STOP_WITHIN_MS = 10_000;
/** Each waits for the log's lock as long as SQLite has patience, which is 2 s. */
const LOCKED_WRITES = 10;

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

  const load = async (relay: RelayProcess): Promise<CaptureClient> => {
    // It must not come back: what it sent to the relay's second life would be acked by that.
    const capture = new CaptureClient(relay, { reconnects: false });
    const ticks = new NumberedTicks(LOAD_PAIRS, Date.now(), 1_000 / TICKS_PER_SECOND);
    const given = startLoad(capture, ticks, { ticksPerSecond: TICKS_PER_SECOND, everyMs: 100 });
    stops.push(() => {
      given.stop();
      return capture.close();
    });
    expect(await settles(() => Promise.resolve(capture.acked.size > TICKS_PER_SECOND), 60_000)).toBe(true);
    return capture;
  };

  /** `hang`: what comes in the relay's way just before it is told to stop. */
  const expectOrderlyStop = async (relay: RelayProcess, hang?: () => Promise<unknown>): Promise<void> => {
    const capture = await load(relay);
    await hang?.();
    const told = performance.now();
    // After 9 s by its own clock it would have ended with another status.
    expect(await relay.terminate()).toBe(0);
    expect(performance.now() - told).toBeLessThan(STOP_WITHIN_MS);
    expect(existsSync(join(relay.dataDir, 'relay.json'))).toBe(false);
    await relay.restart();
    await expectKept(relay, capture);
  };

  const expectKept = async (relay: RelayProcess, capture: CaptureClient): Promise<void> => {
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

  test('also with a silent Supabase, a Redis that is stopped in its work, and a request that never ends', async () => {
    const silent = await startSilentServer();
    stops.push(silent.close);
    const redis = await startRedis();
    stops.push(() => redis.kill());
    const relay = await start({
      SUPABASE_URL: `http://127.0.0.1:${silent.port}`,
      SUPABASE_SECRET_KEY: 'sb_secret_of_nobody',
      REDIS_URL: redis.url,
    });
    await expectOrderlyStop(relay, async () => {
      process.kill(redis.pid, 'SIGSTOP');
      stops.push(await beginRequest(relay));
    });
  });

  /** Another program holds the lock of the log's database, and writes of a capture wait for it one by one. */
  const holdLog = async (relay: RelayProcess): Promise<() => void> => {
    const database = new Database(join(relay.dataDir, 'ticks.sqlite'));
    database.exec('PRAGMA busy_timeout = 10000; BEGIN IMMEDIATE');
    stops.push(() => database.close());
    const capture = await connectAs(relay, 'capture');
    const asset = { pair: 'EURUSD_otc', label: 'EUR/USD OTC', digits: 5, kind: 'currency' };
    for (let write = 0; write < LOCKED_WRITES; write += 1) capture.send({ type: 'assets', assets: [asset] });
    await waitUntil(
      () => relay.output().includes('asset list could not be kept'),
      () => `The lock kept nothing from being written: ${relay.output()}`,
      60_000,
    );
    return () => database.exec('ROLLBACK');
  };

  test('ends by itself after 9 s where the log cannot be closed, says so, and has lost nothing', async () => {
    const relay = await start({});
    const capture = await load(relay);
    const release = await holdLog(relay);
    expect(await relay.terminate()).toBeNull();
    expect(await relay.ended()).toBe('SIGALRM');
    expect(relay.output()).toMatch(
      /The relay could not close within 9 s and ends now, with the last commit of the tick log still under way; nothing is lost/,
    );
    release();
    await relay.restart();
    await expectKept(relay, capture);
  });

  test('ends at once when it is told a second time', async () => {
    const relay = await start({});
    const capture = await load(relay);
    const release = await holdLog(relay);
    process.kill(relay.pid, 'SIGTERM');
    await waitUntil(
      () => !existsSync(join(relay.dataDir, 'relay.json')),
      () => 'The relay did not begin to close.',
    );
    expect(await relay.terminate()).toBeNull();
    expect(await relay.ended()).toBe('SIGTERM');
    expect(relay.output()).not.toMatch(/could not close/);
    release();
    await relay.restart();
    await expectKept(relay, capture);
  });
});

/** Sends the beginning of a request and no more of it; the answer ends that. */
const beginRequest = async ({ url, ownerToken }: RelayProcess): Promise<() => void> => {
  const { port, host } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.on('error', () => undefined);
  const head = `POST /api/pairing-codes HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${ownerToken}\r\n`;
  await new Promise((resolve) => socket.write(`${head}Content-Length: 100\r\n\r\n{`, resolve));
  return () => socket.destroy();
};

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
