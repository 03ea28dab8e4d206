import { Redis } from 'ioredis';
import { afterEach, expect, test } from 'vitest';
import type { RelayReport } from '../relay/server/relay-report.ts';
import { rounds } from '../testing/fault-rounds.ts';
import { watchLive } from '../testing/live-watch.ts';
import { quantile } from '../testing/quantile.ts';
import { startRedis } from '../testing/redis-server.ts';
import { askRelay, readKeptTicks } from '../testing/relay-api.ts';
import { startRelayProcess } from '../testing/relay-process.ts';
import { residentMb } from '../testing/resident-memory.ts';
import { startSteadyCapture, type SteadyCapture } from '../testing/steady-capture.ts';
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

const sends = async (capture: SteadyCapture, ticks: number): Promise<void> => {
  expect(await settles(() => Promise.resolve(capture.sent >= ticks), SECONDS * 2_000)).toBe(true);
};

/** The median over some seconds: single samples go up and down with the collector of garbage. */
const memoryLevel = async (capture: SteadyCapture, pid: number): Promise<number> => {
  const samples: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    await sends(capture, capture.sent + ticksIn(1) / 4);
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
    const viewer = await watchLive(relay);
    const heartbeat = setInterval(() => viewer.beat(), 10_000);
    stops.push(async () => {
      await viewer.close();
      clearInterval(heartbeat);
    });
    const capture = await startSteadyCapture(relay, TICKS_PER_MINUTE / 60);

    let early: number | undefined;
    if (SECONDS > LEVEL_SECONDS) {
      await sends(capture, ticksIn(LEVEL_SECONDS));
      early = await memoryLevel(capture, relay.pid);
    }
    await sends(capture, ticksIn(SECONDS));
    const late = early === undefined ? undefined : await memoryLevel(capture, relay.pid);
    await capture.finish();
    const { sent } = capture;

    const archived = async (): Promise<number> =>
      (await askRelay<RelayReport>(relay, '/api/status')).archive.archived;
    await settles(async () => (await archived()) === sent, 120_000);
    const [row] = await supabase.sql('select count(*)::int as count from historical_ticks');
    const client = new Redis(redis.url);
    const listed = await client.llen('ticks:LOAD00_otc');
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
    expect(kept.filter((key) => !viewer.keys.has(key))).toEqual([]);
    if (early !== undefined) expect(late).toBeLessThanOrEqual(early * ALLOWED_GROWTH);
  },
  TIMEOUT_MS,
);
