import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { openTickLog } from '../relay/tick-log/open-tick-log.ts';
import type { Tick } from '../shared/tick.ts';
import { milliseconds } from '../shared/units.ts';
import { BUILT_RELAY } from '../testing/built-product.ts';
import { startRedis, type RedisServer } from '../testing/redis-server.ts';
import { startRelayProcess, type RelayProcess } from '../testing/relay-process.ts';
import { BENCH_PAIRS, benchTicks } from './bench-ticks.ts';
import { calmRounds, median, stolenText, type Round } from './calm-rounds.ts';
import { inSeconds, perSecond, type Row } from './table.ts';

const TICKS = 1_000_000;
const FILL_BATCH = 5_000;
const GOAL_S = 10;
const EXPORT_GOAL_MB = 200;
const FORMATS = ['csv', 'ndjson', 'parquet'] as const;
const [REPLAYED = ''] = BENCH_PAIRS;

const KB_PER_MB = 1_024;
/** Tells the most memory that the process had, at its end. */
const TELL_MEMORY = `data:text/javascript,process.on('exit',()=>console.error('\\nmaxrss '+process.resourceUsage().maxRSS))`;

interface Run {
  readonly seconds: number;
  /** The most that was resident, MB. */
  readonly memory: number;
}

/** Runs a command of the built product as a user does, its start included. */
const measure = async (...args: readonly string[]): Promise<Run> => {
  const began = performance.now();
  const child = spawn(process.execPath, ['--import', TELL_MEMORY, BUILT_RELAY, ...args]);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  child.stdout.resume();
  const [told, status] = await Promise.all([text(child.stderr), ended]);
  const seconds = (performance.now() - began) / 1_000;
  if (status !== 0) throw new Error(`tick-relay ${args.join(' ')} ended with ${status}: ${told}`);
  return { seconds, memory: Number(/maxrss (\d+)/.exec(told)?.[1]) / KB_PER_MB };
};

/** `onePair`: a stretch for a replay; else what a watchlist makes in nine hours. */
const fillLog = async (dataDir: string, onePair: boolean): Promise<void> => {
  const log = await openTickLog(dataDir);
  const ticks = benchTicks(TICKS).map(([pair, price, timestamp], index): Tick => ({
    pair: onePair ? REPLAYED : pair,
    price,
    timestamp: milliseconds(onePair ? timestamp - (index % BENCH_PAIRS.length) : timestamp),
  }));
  for (let start = 0; start < TICKS; start += FILL_BATCH)
    await log.append(ticks.slice(start, start + FILL_BATCH));
  await log.close();
};

const rowOf = (what: string, rounds: readonly Round<Run>[], memoryGoal?: number): Row => {
  const seconds = median(rounds.map(({ result }) => result.seconds));
  const memory = Math.max(...rounds.map(({ result }) => result.memory));
  const reached = seconds < GOAL_S && (memoryGoal === undefined || memory < memoryGoal);
  return {
    what: `${what}, ${TICKS.toLocaleString('en-US')} ticks`,
    ours: `${seconds.toFixed(1)} s, ${perSecond(TICKS / seconds)}`,
    beside: `most resident: ${memory.toFixed(0)} MB`,
    ratio: '',
    stolen: stolenText(rounds),
    figure: {
      text: `< ${inSeconds(GOAL_S)}${memoryGoal === undefined ? '' : `, < ${memoryGoal} MB`}`,
      reached,
    },
  };
};

/** Into an empty log, through a relay that runs, as a user's relay mostly does. */
const importOnce = async (file: string): Promise<Run> => {
  const relay = await startRelayProcess();
  try {
    return await measure('import', '--data-dir', relay.dataDir, file);
  } finally {
    await relay.stop();
  }
};

const withRelay = async <Result>(
  dataDir: string,
  redis: RedisServer,
  work: (relay: RelayProcess) => Promise<Result>,
): Promise<Result> => {
  const relay = await startRelayProcess({ dataDir, env: { REDIS_URL: redis.url } });
  try {
    return await work(relay);
  } finally {
    await relay.stop();
  }
};

/** Export and import in each format, and a replay as fast as it goes, of a million ticks each. */
export const takeElsewhereRows = async (step: (text: string) => void): Promise<Row[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'tick-relay-elsewhere-'));
  const [log, one] = [join(folder, 'log'), join(folder, 'one')];
  const redis = await startRedis();
  const rows: Row[] = [];
  try {
    await fillLog(log, false);
    await fillLog(one, true);
    for (const format of FORMATS) {
      const file = join(folder, `ticks.${format}`);
      step(`export as ${format}`);
      const exported = await calmRounds(() => measure('export', '--data-dir', log, '--output', file));
      rows.push(rowOf(`export as ${format}`, exported, EXPORT_GOAL_MB));
      step(`import of ${format}`);
      rows.push(rowOf(`import of ${format}, relay running`, await calmRounds(() => importOnce(file))));
    }
    step('replay');
    const replayed = await withRelay(one, redis, ({ dataDir }) =>
      calmRounds(() => measure('replay', '--data-dir', dataDir, '--pair', REPLAYED, '--speed', 'max')),
    );
    rows.push(rowOf('replay at full speed, to Redis', replayed));
    return rows;
  } finally {
    await redis.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};
