import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { askRelay } from '../testing/relay-api.ts';
import { connectAs, keepAwake } from '../testing/relay-socket.ts';
import { BENCH_PAIRS } from './bench-ticks.ts';
import { calmRounds, median, stolenText, type Round } from './calm-rounds.ts';
import { measureFirstAck } from './service/first-ack.ts';
import { makeFullDataDir } from './service/full-data-dir.ts';
import { measureIdle, type IdleUse } from './service/idle-use.ts';
import { startServiceRelay, type ServiceRelay } from './service/service-relay.ts';
import { inMs, inPercent, type Row } from './table.ts';

const TICKS = 10_000_000;
const STARTS = { wanted: 5, most: 10 };
const EMPTY_START_GOAL_MS = 500;
const FULL_START_GOAL_MS = 1_000;
const HISTORY_GOAL_MS = 50;
const IDLE_MEMORY_GOAL_MB = 100;
const IDLE_PROCESSOR_GOAL = 0.005;
/** What a start leaves to be done is done by then. */
const SETTLE_MS = 15_000;
/** The hourly look for old ticks, which is made for the first time a minute after the start, falls into it. */
const IDLE_MS = 60_000;

const IN_FULL = `log of ${TICKS.toLocaleString('en-US')} ticks`;

const inEmptyFolder = async <Result>(work: (folder: string) => Promise<Result>): Promise<Result> => {
  const folder = mkdtempSync(join(tmpdir(), 'tick-relay-service-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const withRelay = async <Result>(
  dataDir: string,
  work: (relay: ServiceRelay) => Promise<Result>,
): Promise<Result> => {
  const relay = await startServiceRelay(dataDir);
  try {
    return await work(relay);
  } finally {
    await relay.stop();
  }
};

const startRow = (beside: string, rounds: readonly Round<number>[], goalMs: number): Row => {
  const ms = median(rounds.map(({ result }) => result));
  return {
    what: `start of the relay, to its first ack (median of ${rounds.length})`,
    ours: inMs(ms),
    beside,
    ratio: '',
    stolen: stolenText(rounds),
    figure: { text: `< ${goalMs} ms`, reached: ms < goalMs },
  };
};

/** The first question to a relay that has just started, and so to no cache; ms at the client. */
const askFirst = async (dataDir: string): Promise<number> =>
  withRelay(dataDir, async (relay) => {
    await measureFirstAck(relay);
    const query = new URLSearchParams({ pair: BENCH_PAIRS[0] ?? '', timeframe: '1m', limit: '200' });
    const began = performance.now();
    const { source, candles } = await askRelay<{ source: string; candles: unknown[] }>(
      relay,
      `/api/candles?${query.toString()}`,
    );
    const ms = performance.now() - began;
    if (source !== 'log' || candles.length !== 200)
      throw new Error(`${candles.length} candles came from the ${source}: no miss was measured.`);
    return ms;
  });

const historyRow = (rounds: readonly Round<number>[]): Row => {
  const ms = median(rounds.map(({ result }) => result));
  return {
    what: `200 candles of a minute, first question after the start (median of ${rounds.length})`,
    ours: inMs(ms),
    beside: IN_FULL,
    ratio: '',
    stolen: stolenText(rounds),
    figure: { text: `< ${HISTORY_GOAL_MS} ms`, reached: ms < HISTORY_GOAL_MS },
  };
};

const idleRow = (beside: string, rounds: readonly Round<IdleUse>[]): Row => {
  const memory = median(rounds.map(({ result }) => result.memory));
  const processor = median(rounds.map(({ result }) => result.processor));
  return {
    what: `idle for ${IDLE_MS / 1_000} s, ${beside}`,
    ours: `${memory.toFixed(0)} MB, ${(processor * 100).toFixed(2)} % of a core`,
    beside: IN_FULL,
    ratio: '',
    stolen: stolenText(rounds),
    figure: {
      text: `< ${IDLE_MEMORY_GOAL_MB} MB, < ${inPercent(IDLE_PROCESSOR_GOAL)}`,
      reached: memory < IDLE_MEMORY_GOAL_MB && processor < IDLE_PROCESSOR_GOAL,
    },
  };
};

/** `connect`: what is connected meanwhile. */
const measureIdleRelay = (
  dataDir: string,
  connect: (relay: ServiceRelay) => Promise<void>,
): Promise<Round<IdleUse>[]> =>
  withRelay(dataDir, async (relay) => {
    await measureFirstAck(relay);
    await connect(relay);
    await sleep(SETTLE_MS);
    return calmRounds(() => measureIdle(relay.process.pid ?? 0, IDLE_MS), { wanted: 1, most: 2 });
  });

const connectClients = async (relay: ServiceRelay): Promise<void> => {
  for (const role of ['capture', 'view'] as const) keepAwake(await connectAs(relay, role));
};

/** What the relay costs as a service that is always there: its start, its idling, and its answer out of much. */
export const serviceRows = (step: (text: string) => void): Promise<Row[]> =>
  inEmptyFolder(async (full) => {
    const start = (dataDir: string) => withRelay(dataDir, measureFirstAck);
    step('starts with an empty data directory');
    const empty = await calmRounds(() => inEmptyFolder(start), STARTS);
    step(`a data directory of ${TICKS} ticks`);
    await makeFullDataDir(full, TICKS);
    step(`starts with ${TICKS} ticks`);
    const filled = await calmRounds(() => start(full), STARTS);
    step(`history out of ${TICKS} ticks`);
    const history = await calmRounds(() => askFirst(full), STARTS);
    step('idling');
    const alone = await measureIdleRelay(full, () => Promise.resolve());
    const watched = await measureIdleRelay(full, connectClients);
    return [
      startRow('empty data directory', empty, EMPTY_START_GOAL_MS),
      startRow(IN_FULL, filled, FULL_START_GOAL_MS),
      historyRow(history),
      idleRow('nobody connected', alone),
      idleRow('a capture and a viewer connected', watched),
    ];
  });
