import { statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runTickRelay } from '../../testing/command-line.ts';
import { startRelayProcess, type RelayProcess } from '../../testing/relay-process.ts';
import { connectAs, type RelaySocket } from '../../testing/relay-socket.ts';
import type { RelayReport } from '../server/relay-report.ts';

let relay: RelayProcess;
let capture: RelaySocket;
beforeAll(async () => {
  relay = await startRelayProcess({
    code: 'source',
    env: { REDIS_URL: 'redis://:hunter2@127.0.0.1:1', TICK_RELAY_LOG_LEVEL: 'silent' },
  });
  capture = await connectAs(relay, 'capture');
  const now = Date.now();
  const ticks = Array.from({ length: 30 }, (_, index) => ['EURUSD_otc', 1 + index / 1_000, now + index, now]);
  capture.send({ type: 'ticks', seq: 1, ticks: [...ticks, ['#AAPL_otc', 200, now, now]] });
  await capture.take('ack');
});
afterAll(async () => {
  await capture.close();
  await relay.stop();
});

const status = (...flags: string[]) => runTickRelay('status', ...flags, '--data-dir', relay.dataDir);

test('--json has what the relay knows; a Redis that is away makes the exit status 1', async () => {
  const outcome = await status('--json');
  expect([outcome.status, outcome.stderr]).toEqual([1, '']);
  expect(outcome.stdout).not.toContain('hunter2');
  const report = JSON.parse(outcome.stdout) as RelayReport & { port: number };
  expect(report).toMatchObject({
    running: true,
    healthy: false,
    pid: relay.pid,
    port: Number(new URL(relay.url).port),
    paired: 0,
    connections: { capture: 1, view: 0 },
    kept: 31,
    pairs: 2,
    deadLettered: 0,
    redis: { state: 'down', problem: expect.stringContaining('cannot be reached') as string },
    archive: { state: 'off', waiting: 31 },
  });
  expect(report.pairActivity).toEqual([
    { pair: 'EURUSD_otc', label: 'EUR/USD OTC', newest: expect.any(Number) as number, perMinute: 30 },
    { pair: '#AAPL_otc', label: 'AAPL OTC', newest: expect.any(Number) as number, perMinute: 1 },
  ]);
  for (const stage of ['arrival', 'publish', 'commit'] as const) {
    expect(report.latency[stage]).toMatchObject({ count: 1 });
    expect(report.latency[stage]?.p99).toBeGreaterThanOrEqual(0);
  }
  expect(report.disk.used).toBeGreaterThanOrEqual(statSync(path.join(relay.dataDir, 'ticks.sqlite')).size);
  expect(report.disk.free).toBeGreaterThan(0);
  expect(report.lastProblem?.sentence).toContain('Redis at redis://127.0.0.1:1 cannot be reached');
  expect(report.lastProblem?.at).toBeGreaterThanOrEqual(report.startedAt - 60_000);
});

test('one screen tells it to a person', async () => {
  const { stdout } = await status();
  for (const line of [
    /^ {2}Up since +\S.*\(\d+ s\)$/m,
    /^ {2}Connections +1 capturing, 0 viewing$/m,
    /^ {2}Ticks kept +31 of 2 pairs$/m,
    /^ {2}Waiting +none: no Supabase is configured, 0 archived, 0 dead letters$/m,
    /^ {2}Redis +Redis at redis:\/\/127\.0\.0\.1:1 cannot be reached/m,
    /^ {2}Disk +\S+ KB used in .*, \S+ \S+ free$/m,
    /^ {2}p50 \/ p99 +page to relay .* ms, relay to viewers .* ms, relay to disk and ack .* ms$/m,
    /^ {2}Last error +\d+ s ago: Redis at/m,
    /^ {2}EURUSD_otc +\d+ s ago +30$/m,
  ])
    expect(stdout).toMatch(line);
  expect(stdout.split('\n').length).toBeLessThanOrEqual(24);
});
