import type { Tick } from '../shared/tick.ts';
import { milliseconds } from '../shared/units.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTickLog } from '../relay/tick-log/open-tick-log.ts';
import { quantile } from '../shared/quantile.ts';
import { askRelay } from '../testing/relay-api.ts';
import { startRelayProcess, type RelayProcess } from '../testing/relay-process.ts';
import { connectAs } from '../testing/relay-socket.ts';
import { startSupabase } from '../testing/supabase.ts';
import { BENCH_PAIRS, benchTicks } from './bench-ticks.ts';

/** Ticks of one transaction while the log is filled. */
const FILL_BATCH = 5_000;
const LIVE_EVERY_MS = 50;
const POLL_MS = 250;

export interface CatchUp {
  /** From the relay's start until nothing waited any more, s. */
  readonly seconds: number;
  /** Live ticks meanwhile, from the socket to their ack and so to the disk, ms. */
  readonly ackP50: number;
  readonly ackP99: number;
}

/** Writes the log of a relay whose Supabase was away all day. */
const fillLog = async (dataDir: string, count: number): Promise<void> => {
  const log = await openTickLog(dataDir);
  const ticks = benchTicks(count).map(([pair, price, timestamp]): Tick => ({
    pair,
    price,
    timestamp: milliseconds(timestamp),
  }));
  for (let start = 0; start < count; start += FILL_BATCH)
    await log.append(ticks.slice(start, start + FILL_BATCH));
  await log.close();
};

/** A page's feed beside the catching up: a tick every 50 ms. The answer ends it and gives each ack's time, ms. */
const feedLive = async (relay: RelayProcess): Promise<() => Promise<number[]>> => {
  const client = await connectAs(relay, 'capture');
  const times: number[] = [];
  let running = true;
  const feed = async (): Promise<void> => {
    for (let seq = 0; running; seq += 1) {
      const now = Date.now();
      const price = Number((2 + (seq % 1_000) / 1_000).toFixed(3));
      const sent = performance.now();
      client.send({ type: 'ticks', seq, ticks: [[BENCH_PAIRS[seq % BENCH_PAIRS.length], price, now, now]] });
      await client.take('ack', (ack) => ack.seq === seq);
      times.push(performance.now() - sent);
      await new Promise((resolve) => setTimeout(resolve, LIVE_EVERY_MS));
    }
  };
  const ended = feed();
  return async () => {
    running = false;
    await ended;
    await client.close();
    return times;
  };
};

/** Lets a relay with `count` waiting ticks start beside a local Supabase, and waits until the table has them all. */
export const measureCatchUp = async (count: number): Promise<CatchUp> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'tick-relay-catch-up-'));
  const supabase = await startSupabase({ ownProcess: true });
  try {
    await fillLog(dataDir, count);
    const relay = await startRelayProcess({
      dataDir,
      env: { SUPABASE_URL: supabase.url, SUPABASE_SECRET_KEY: supabase.secretKey },
    });
    const started = performance.now();
    try {
      const endFeed = await feedLive(relay);
      for (;;) {
        const { archive } = await askRelay<{ archive: { archived: number } }>(relay, '/api/status');
        if (archive.archived >= count) break;
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      }
      const seconds = (performance.now() - started) / 1_000;
      const times = await endFeed();
      const [row] = await supabase.sql('select count(*) as stored from public.historical_ticks');
      if (Number(row?.stored) < count)
        throw new Error(`Of ${count} ticks only ${String(row?.stored)} are stored.`);
      return { seconds, ackP50: quantile(times, 0.5), ackP99: quantile(times, 0.99) };
    } finally {
      await relay.stop();
    }
  } finally {
    await supabase.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};
