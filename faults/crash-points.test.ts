import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { CrashPoint } from '../relay/crash-point.ts';
import type { RelayReport } from '../relay/server/relay-report.ts';
import { milliseconds } from '../shared/units.ts';
import { CaptureClient } from '../testing/capture-client.ts';
import { rounds } from '../testing/fault-rounds.ts';
import { askRelay } from '../testing/relay-api.ts';
import { startRelayProcess, type RelayProcess } from '../testing/relay-process.ts';
import { expectSound } from '../testing/sound-relay.ts';
import { startSupabase, type TestSupabase } from '../testing/supabase.ts';
import { ticksOf, tickKey } from '../testing/ticks.ts';

const PAIRS = ['EURUSD_otc', '#AAPL_otc', 'GBPUSD_otc'];
const BATCH_TICKS = 60;
const REPEATED = 20;
const BATCH_EVERY_MS = 30;
const TIMEOUT = { timeout: 60_000 };

/** Every batch brings each pair some new ticks, and some of the batch before again. */
const batches = Array.from({ length: 100 }, (_, index) =>
  PAIRS.flatMap((pair) => ticksOf(pair, BATCH_TICKS, 300, index * (BATCH_TICKS - REPEATED))),
);
const input = new Set(batches.flat().map(tickKey));

let supabase: TestSupabase;
let relay: RelayProcess;
beforeAll(async () => {
  supabase = await startSupabase();
});
afterAll(() => supabase.stop());
beforeEach(() => supabase.sql('truncate public.historical_ticks, public.historical_candles'));
afterEach(() => relay.stop());

const startWithCrash = (crash: string): Promise<RelayProcess> =>
  startRelayProcess({
    env: {
      SUPABASE_URL: supabase.url,
      SUPABASE_SECRET_KEY: supabase.secretKey,
      ARCHIVE_INTERVAL_SECONDS: '1',
      TICK_RELAY_CRASH_AT: crash,
    },
  });

const storedKeys = async (): Promise<string[]> => {
  const rows = await supabase.sql('select pair, price, "timestamp" from public.historical_ticks');
  return rows.map(({ pair, price, timestamp }) =>
    tickKey({ pair: String(pair), price: Number(price), timestamp: milliseconds(Number(timestamp)) }),
  );
};

/** Sends batch after batch, as they come from a page, until the relay is gone; answers those left over. */
const feedUntilItDies = async (capture: CaptureClient): Promise<typeof batches> => {
  const left = [...batches];
  const feed = setInterval(() => {
    const batch = left.shift();
    if (batch) capture.send(batch);
  }, BATCH_EVERY_MS);
  expect(await relay.ended()).toBe('SIGKILL');
  clearInterval(feed);
  return left;
};

const TURNS = Array.from({ length: rounds(2, 5) }, (_, round) => 1 + round * 2);

describe.each(['after-commit', 'during-rollup', 'after-upsert'] as const satisfies CrashPoint[])(
  'a relay that dies %s',
  (point) => {
    test.each(TURNS)('(passed %i times) keeps what it has acked, and nothing twice', async (turn) => {
      relay = await startWithCrash(`${point}:${turn}`);
      const capture = new CaptureClient(relay, { reconnects: false });
      onTestFinished(() => capture.close());
      const left = await feedUntilItDies(capture);
      const ackedBefore = new Set(capture.acked);

      await relay.restart({ TICK_RELAY_CRASH_AT: '' });
      await expectSound(relay, ackedBefore, input);

      capture.connect();
      for (const batch of left) capture.send(batch);
      await capture.drained();
      const waiting = async (): Promise<number> =>
        (await askRelay<RelayReport>(relay, '/api/status')).archive.waiting;
      await expect.poll(waiting, TIMEOUT).toBe(0);
      await capture.close();

      expect(capture.acked).toEqual(input);
      await expectSound(relay, capture.acked, input);
      const stored = await storedKeys();
      expect(stored).toHaveLength(input.size);
      expect(new Set(stored)).toEqual(input);
    });
  },
);
