import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { milliseconds } from '../../shared/units.ts';
import type { Tick } from '../../shared/tick.ts';
import { CaptureClient } from '../../testing/capture-client.ts';
import { runTickRelayWith } from '../../testing/command-line.ts';
import { startLiveViewer, type LiveViewer } from '../../testing/live-viewer.ts';
import { startRedis, type RedisServer } from '../../testing/redis-server.ts';
import { askRelay } from '../../testing/relay-api.ts';
import { startRelayProcess, type RelayProcess } from '../../testing/relay-process.ts';
import { expectSound } from '../../testing/sound-relay.ts';
import { startSupabase, type TestSupabase } from '../../testing/supabase.ts';
import { tickKey } from '../../testing/ticks.ts';
import { changeConfigFile } from '../config/config-file.ts';
import { optionNamed } from '../config/option-names.ts';
import type { RelayReport } from '../server/relay-report.ts';
import type { ReloadReport } from './reload-report.ts';

const PAIRS = ['EURUSD_otc', '#AAPL_otc'];
const BATCH_EVERY_MS = 5;

/** What one Redis was told on its channels, in its order. */
interface Listener {
  readonly keys: string[];
  readonly client: Redis;
}

let folder: string;
let redis: RedisServer[];
let listeners: Listener[];
let supabase: TestSupabase;
let relay: RelayProcess;
let capture: CaptureClient;
let viewer: LiveViewer;

const listen = async ({ url }: RedisServer): Promise<Listener> => {
  const client = new Redis(url);
  const keys: string[] = [];
  client.on('pmessage', (_pattern, _channel, message: string) => {
    for (const line of message.split('\n')) keys.push(tickKey(JSON.parse(line) as Tick));
  });
  await client.psubscribe('*updates:*');
  return { keys, client };
};

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tick-relay-reload-'));
  [redis, supabase, relay] = await Promise.all([
    Promise.all([startRedis(), startRedis()]),
    startSupabase(),
    startRelayProcess({
      code: 'source',
      env: { XDG_CONFIG_HOME: folder, ARCHIVE_INTERVAL_SECONDS: '1', TICK_RELAY_LOG_LEVEL: '' },
    }),
  ]);
  listeners = await Promise.all(redis.map(listen));
  capture = new CaptureClient(relay);
  viewer = await startLiveViewer(relay);
});
afterAll(async () => {
  await Promise.all([capture.close(), viewer.close()]);
  for (const { client } of listeners) client.disconnect();
  await relay.stop();
  await Promise.all([supabase.stop(), ...redis.map((server) => server.kill())]);
  rmSync(folder, { recursive: true });
});

const sent: Tick[] = [];
/** A steady feed; every tick is another one. */
const startFeed = (): (() => void) => {
  const timer = setInterval(() => {
    const batch = PAIRS.map((pair, index) => ({
      pair,
      price: 1 + (sent.length + index) / 1_000_000,
      timestamp: milliseconds(Date.now()),
    }));
    sent.push(...batch);
    capture.send(batch);
  }, BATCH_EVERY_MS);
  return () => clearInterval(timer);
};

/** Resolves when a good many more ticks are confirmed. */
const streamOn = (): Promise<void> => {
  const enough = sent.length + 200;
  return expect.poll(() => capture.acked.size, { timeout: 20_000 }).toBeGreaterThan(enough);
};

const write = (values: Readonly<Record<string, string | undefined>>): void => {
  const changes = new Map(Object.entries(values).map(([name, value]) => [optionNamed(name), value]));
  changeConfigFile(changes, path.join(folder, 'quflx-tick-relay'));
};
const reload = (): Promise<ReloadReport> => askRelay(relay, '/api/reload', { method: 'POST' });
const change = async (values: Readonly<Record<string, string | undefined>>): Promise<ReloadReport> => {
  write(values);
  return reload();
};
const tickRelay = (...args: string[]) =>
  runTickRelayWith({ env: { XDG_CONFIG_HOME: folder, TICK_RELAY_DATA_DIR: relay.dataDir } }, ...args);

test('Redis and Supabase are set, changed and unset while ticks stream: none is lost, none comes twice', async () => {
  const [first, second] = redis;
  const archive = { SUPABASE_URL: supabase.url, SUPABASE_SECRET_KEY: supabase.secretKey };
  const stop = startFeed();
  await streamOn();

  const set = await change({ REDIS_URL: first?.url, ...archive });
  expect(set).toMatchObject({ redis: { state: 'up' }, archive: { state: 'up' }, atRestart: [] });
  expect(set.changed).toEqual(['REDIS_URL', 'SUPABASE_URL', 'SUPABASE_SECRET_KEY']);
  const withRedis = sent.length;
  await streamOn();
  // The same server by another name: what it has already must not come to its lists a second time.
  await change({ REDIS_URL: first?.url.replace('127.0.0.1', 'localhost') });
  await streamOn();
  await change({ REDIS_URL: second?.url, SUPABASE_URL: undefined, SUPABASE_SECRET_KEY: undefined });
  await streamOn();
  const untilHere = sent.length;
  await capture.drained();
  const unset = await change({ REDIS_URL: undefined });
  expect(unset).toMatchObject({ changed: ['REDIS_URL'], redis: { state: 'off' }, archive: { state: 'off' } });
  await streamOn();
  await change(archive);
  await streamOn();
  stop();
  await capture.drained();

  const keys = sent.map(tickKey);
  expect(viewer.ticks.map(tickKey)).toEqual(keys);
  await expectSound(relay, capture.acked, new Set(keys));
  const told = listeners.flatMap((listener) => listener.keys);
  expect(new Set(told).size).toBe(told.length);
  expect(keys.slice(withRedis, untilHere).filter((key) => !told.includes(key))).toEqual([]);
  const report = async (): Promise<RelayReport> => askRelay(relay, '/api/status');
  await expect.poll(async () => (await report()).archive.waiting, { timeout: 20_000 }).toBe(0);
  const rows = await supabase.sql('select pair, price, "timestamp" from historical_ticks');
  const archived = rows.map(({ pair, price, timestamp }) =>
    tickKey({ pair: String(pair), price: Number(price), timestamp: Number(timestamp) }),
  );
  expect(archived.sort()).toEqual(keys.sort());
}, 120_000);

test('each list holds a tick once, also where a server was taken over by another name', async () => {
  for (const { client } of await Promise.all(redis.map(listen))) {
    const reader = client.duplicate();
    for (const pair of PAIRS) {
      const list = await reader.lrange(`ticks:${pair}`, 0, -1);
      expect(list.length).toBeGreaterThan(0);
      expect(new Set(list).size).toBe(list.length);
    }
    client.disconnect();
    reader.disconnect();
  }
});

test('a wrong value in the file changes nothing, and the log says so', async () => {
  write({ REDIS_PREFIX: 'demo:' });
  write({ REDIS_URL: 'http://me:hunter2@127.0.0.1' });
  await expect(reload()).rejects.toThrow(/409.*REDIS_URL in .* is wrong: it takes redis:/);
  expect(await askRelay(relay, '/api/status')).toMatchObject({ redis: { state: 'off' } });
  expect(relay.output()).toMatch(
    /The configuration stays as it was, because it is wrong now\. .*REDIS_URL in/,
  );
  expect(relay.output()).not.toContain('hunter2');
  const told = await tickRelay('config', 'set', 'REDIS_PREFIX', 'other:');
  expect([told.status, told.stderr]).toEqual([
    1,
    expect.stringContaining('It is written, but a relay cannot take it yet.'),
  ]);
});

test('config set writes the file and tells the relay; an unreachable Redis does not keep it from it', async () => {
  const set = await tickRelay(
    'config',
    'set',
    'REDIS_URL',
    'redis://:hunter2@127.0.0.1:1',
    'TICK_RELAY_PORT',
    '1234',
  );
  expect([set.status, set.stderr]).toEqual([0, '']);
  expect(set.stdout).toContain('The running relay has taken REDIS_URL, REDIS_PREFIX.');
  expect(set.stdout).toMatch(/^Redis: Redis at redis:\/\/127\.0\.0\.1:1 cannot be reached/m);
  expect(set.stdout).toContain('The running relay takes TICK_RELAY_PORT from its environment');
  const unset = await tickRelay('config', 'unset', 'redis-url', 'redis-prefix', 'port');
  expect(unset.stdout).toContain(
    'The running relay has taken REDIS_URL, REDIS_PREFIX.\nRedis: not configured',
  );
  expect(set.stdout + unset.stdout + relay.output()).not.toContain('hunter2');
});

test('SIGHUP lets the relay read its configuration again', async () => {
  write({ TICK_RELAY_LOG_LEVEL: 'debug' });
  process.kill(relay.pid, 'SIGHUP');
  await expect.poll(() => relay.output()).toContain('read again: changed TICK_RELAY_LOG_LEVEL.');
  expect(await askRelay(relay, '/api/status')).toMatchObject({ redis: { state: 'off' } });
});
