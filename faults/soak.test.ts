import { Redis } from 'ioredis';
import { afterEach, expect, test } from 'vitest';
import type { RelayReport } from '../relay/server/relay-report.ts';
import { CaptureClient } from '../testing/capture-client.ts';
import { startLoad, type CaptureLoad } from '../testing/capture-load.ts';
import { rounds } from '../testing/fault-rounds.ts';
import { startLiveViewer } from '../testing/live-viewer.ts';
import { LOAD_PAIRS, NumberedTicks } from '../testing/numbered-ticks.ts';
import { quantile } from '../shared/quantile.ts';
import { startRedis } from '../testing/redis-server.ts';
import { askRelay, readKeptTicks } from '../testing/relay-api.ts';
import { startRelayProcess } from '../testing/relay-process.ts';
import { residentMb } from '../testing/resident-memory.ts';
import { startSupabase } from '../testing/supabase.ts';
import { settles } from '../testing/whole-line.ts';
import { tickKey } from '../testing/ticks.ts';

const TICKS_PER_MINUTE = 50_000;
const SECONDS = rounds(20, 600);
/** The level is reached by then; the short form ends before. */
const LEVEL_SECONDS = 120;
const ALLOWED_GROWTH = 1.1;
/** Three minutes beyond the load itself, and that with a timer that may lag. */
const TIMEOUT_MS = (1.5 * SECONDS + 180) * 1_000;
const LIST_LENGTH = 1_000;
const SAMPLES = 20;

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const ticksIn = (seconds: number): number => (TICKS_PER_MINUTE * seconds) / 60;

const sends = async (load: CaptureLoad, ticks: number): Promise<void> => {
  expect(await settles(() => Promise.resolve(load.next >= ticks), SECONDS * 2_000)).toBe(true);
};

/** The median over some seconds: single samples go up and down with the collector of garbage. */
const memoryLevel = async (load: CaptureLoad, pid: number): Promise<number> => {
  const samples: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    await sends(load, load.next + ticksIn(1) / 4);
    samples.push(residentMb(pid));
  }
  return quantile(samples, 0.5);
};

const title =
  SECONDS > LEVEL_SECONDS
    ? 'its memory ends within 10 % of where it was after 2 minutes, and everything is everywhere'
    : 'everything is everywhere (too short for the memory level, which FAULTS=long compares)';

test(
  `${SECONDS} s of ${TICKS_PER_MINUTE} ticks a minute with Redis, Supabase and a viewer: ${title}`,
  async () => {
    const redis = await startRedis();
    stops.push(() => redis.stop());
    const supabase = await startSupabase();
    stops.push(() => supabase.stop());
    const relay = await startRelayProcess({
      env: {
        REDIS_URL: redis.url,
        SUPABASE_URL: supabase.url,
        SUPABASE_SECRET_KEY: supabase.secretKey,
        ARCHIVE_INTERVAL_SECONDS: '5',
      },
    });
    stops.push(() => relay.stop());
    const viewer = await startLiveViewer(relay);
    stops.push(() => viewer.close());
    const capture = new CaptureClient(relay, { reconnects: false });
    const ticksPerSecond = ticksIn(1);
    const ticks = new NumberedTicks(LOAD_PAIRS, Date.now(), 1_000 / ticksPerSecond);
    const load = startLoad(capture, ticks, { ticksPerSecond, everyMs: 100 });
    stops.push(async () => {
      load.stop();
      await capture.close();
    });

    let early: number | undefined;
    if (SECONDS > LEVEL_SECONDS) {
      await sends(load, ticksIn(LEVEL_SECONDS));
      early = await memoryLevel(load, relay.pid);
    }
    await sends(load, ticksIn(SECONDS));
    const late = early === undefined ? undefined : await memoryLevel(load, relay.pid);
    load.stop();
    await capture.drained();
    const sent = load.next;

    const archived = async (): Promise<number> =>
      (await askRelay<RelayReport>(relay, '/api/status')).archive.archived;
    await settles(async () => (await archived()) === sent, 120_000);
    const [row] = await supabase.sql('select count(*)::int as count from historical_ticks');
    const client = new Redis(redis.url);
    const listed = await client.llen(`ticks:${LOAD_PAIRS[0]}`);
    client.disconnect();
    expect({ acked: capture.acked.size, archived: await archived(), inTable: row?.count, listed }).toEqual({
      acked: sent,
      archived: sent,
      inTable: sent,
      listed: LIST_LENGTH,
    });
    const kept = (await readKeptTicks(relay)).map(tickKey);
    expect(kept).toHaveLength(sent);
    expect(kept.filter((key) => !capture.acked.has(key))).toEqual([]);
    const seen = viewer.keys();
    expect(kept.filter((key) => !seen.has(key))).toEqual([]);
    if (early !== undefined) expect(late).toBeLessThanOrEqual(early * ALLOWED_GROWTH);
  },
  TIMEOUT_MS,
);
