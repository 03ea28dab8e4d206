import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, expect, test } from 'vitest';
import { MAX_OUTBOX_TICKS } from '../extension/contracts/outbox-limit.ts';
import type { AuditReport } from '../relay/server/audit-report.ts';
import type { RelayReport } from '../relay/server/relay-report.ts';
import { rounds } from '../testing/fault-rounds.ts';
import { fillOutbox, summarizeOutbox, type OutboxSummary } from '../testing/outbox-summary.ts';
import { askRelay, readTicksOfPair } from '../testing/relay-api.ts';
import { stopServiceWorker } from '../testing/service-worker.ts';
import { settles, startWholeLine, type WholeLine } from '../testing/whole-line.ts';
import { workerHeapMb } from '../testing/worker-memory.ts';

/** Put there at once, as an absence of hours leaves it; the rest comes from the page, at most 10,000 a second. */
const PUT_THERE = MAX_OUTBOX_TICKS - rounds(10_000, 100_000);
const GIVEN_UP_AT_LEAST = 10_000;
const TICKS = MAX_OUTBOX_TICKS + GIVEN_UP_AT_LEAST + 2_000;
/** The long form only: at 10,000 ticks a second at most it takes minutes; `backlog.test.ts` drains fewer in both. */
const DRAINS = rounds(0, 1) === 1;

const PAIRS = Array.from({ length: 15 }, (_, index) => `FULL${index}_otc`);
const LIVE_PAIR = 'LIVE_otc';
const BROKER_AHEAD_SECONDS = 7_200;
const TICKS_PER_FRAME = 1_000;
/** Below the 10,000 a second that one page may send, and what the bridge keeps for the background. */
const TICKS_PER_MS = 8;
const MAX_UNSTORED = 20_000;
const MAX_WAIT_MS = 900_000;
/** A million ticks in memory are several times as much. */
const MAX_WORKER_MB = 40;

let line: WholeLine | undefined;
afterEach(() => line?.stop());

/** From the page: tick `index` is stamped `first + index`, as those that were put there are. */
const sendTicks = async ({ simulator, panel }: WholeLine, first: number): Promise<void> => {
  const began = Date.now();
  for (let from = PUT_THERE; from < TICKS; from += TICKS_PER_FRAME) {
    const rows = Array.from({ length: TICKS_PER_FRAME }, (_, place) => {
      const index = from + place;
      const time = (first + index) / 1_000 + BROKER_AHEAD_SECONDS;
      return [PAIRS[index % PAIRS.length], time, 1 + (index % 1_000) / 1_000];
    });
    await simulator.emitRaw(`42${JSON.stringify(['updateStream', rows])}`);
    const isNextDue = async (): Promise<boolean> => {
      if (Date.now() - began < (from - PUT_THERE) / TICKS_PER_MS) return false;
      const { waiting, dropped } = await summarizeOutbox(panel, 'counts');
      return from + TICKS_PER_FRAME - waiting - dropped < MAX_UNSTORED;
    };
    expect(await settles(isNextDue, MAX_WAIT_MS)).toBe(true);
  }
};

const sendLiveTick = ({ simulator }: WholeLine, price: number): Promise<void> => {
  const row = [LIVE_PAIR, Date.now() / 1_000 + BROKER_AHEAD_SECONDS, price];
  return simulator.emitRaw(`42${JSON.stringify(['updateStream', [row]])}`);
};

const keptBy = async ({ relay }: WholeLine): Promise<number> =>
  (await askRelay<RelayReport>(relay, '/api/status')).kept;

test(`beyond ${MAX_OUTBOX_TICKS} waiting ticks the oldest give way, counted and shown${DRAINS ? '; the rest arrives once and in order' : ''}`, async () => {
  const whole = await startWholeLine();
  line = whole;
  const { relay, simulator, browser, panel } = whole;
  simulator.pause();
  await whole.openBrokerPage();
  // The socket's first live tick tells the broker's clock.
  await sendLiveTick(whole, 1);
  const kept = (): Promise<number> => keptBy(whole);
  // The page's history waits for that, and what comes later than the relay's end would be counted with ours.
  const hasHistory = async (): Promise<boolean> => {
    const history = simulator.sent().length;
    return history > 0 && (await kept()) > history;
  };
  expect(await settles(hasHistory)).toBe(true);
  expect(await settles(async () => (await summarizeOutbox(panel, 'counts')).waiting === 0)).toBe(true);
  const keptBefore = await kept();
  await relay.kill();

  const first = Date.now() - TICKS;
  await stopServiceWorker(browser);
  await fillOutbox(panel, { count: PUT_THERE, first, pairs: PAIRS });
  await sendTicks(whole, first);
  let outbox: OutboxSummary = await summarizeOutbox(panel, 'messages');
  await settles(async () => {
    outbox = await summarizeOutbox(panel, 'messages');
    return outbox.newest === first + TICKS - 1;
  }, MAX_WAIT_MS);
  // Every number from the oldest to the newest is there, and every one before is counted.
  expect(outbox.newest).toBe(first + TICKS - 1);
  expect(outbox.ticks).toBe(outbox.newest - outbox.oldest + 1);
  expect(outbox.dropped).toBe(outbox.oldest - first);
  expect(outbox.dropped).toBeGreaterThanOrEqual(GIVEN_UP_AT_LEAST);
  expect(outbox.waiting).toBeLessThanOrEqual(MAX_OUTBOX_TICKS);
  expect(outbox.waiting).toBeGreaterThan(MAX_OUTBOX_TICKS - 1_000);

  await stopServiceWorker(browser);
  const notice = panel.locator('.notice', { hasText: 'were given up.' });
  await notice.waitFor({ timeout: 60_000 });
  expect(await notice.textContent()).toContain(
    `${outbox.dropped.toLocaleString('en')} captured ticks were given up.`,
  );
  expect(await workerHeapMb(browser)).toBeLessThan(MAX_WORKER_MB);
  if (!DRAINS) return;

  await relay.restart();
  expect(await settles(async () => (await kept()) > keptBefore, MAX_WAIT_MS)).toBe(true);
  await sendLiveTick(whole, 2);
  expect(await settles(async () => (await readTicksOfPair(relay, LIVE_PAIR)).length === 2, MAX_WAIT_MS)).toBe(
    true,
  );
  expect(await kept()).toBeLessThan(keptBefore + outbox.ticks / 2);
  expect(await settles(async () => (await kept()) >= keptBefore + outbox.ticks + 1, MAX_WAIT_MS)).toBe(true);
  const audit = await askRelay<AuditReport>(relay, '/api/audit');
  expect(audit.balanced).toBe(true);
  expect([audit.total.kept, audit.total.duplicate]).toEqual([keptBefore + outbox.ticks + 1, 0]);
  await settles(async () => (await summarizeOutbox(panel, 'counts')).waiting === 0);
  expect(await summarizeOutbox(panel, 'counts')).toMatchObject({ waiting: 0, dropped: outbox.dropped });
  await relay.terminate();
  expect(outOfOrder(relay.dataDir)).toBe(0);
}, 2_700_000);

/** How many ticks of the full pairs came after a later one of their pair. */
const outOfOrder = (dataDir: string): number => {
  const database = new Database(join(dataDir, 'ticks.sqlite'), { readonly: true });
  const [{ count = -1 } = {}] = database
    .prepare(
      `SELECT count(*) AS count FROM (
         SELECT timestamp, lag(timestamp) OVER (PARTITION BY pair_id ORDER BY ticks.id) AS before
         FROM ticks JOIN pairs ON pairs.id = pair_id WHERE pair LIKE 'FULL%'
       ) WHERE before > timestamp`,
    )
    .all() as { count?: number }[];
  database.close();
  return count;
};
