/**
 * `npm run bench`: every figure of the product in one table, measured in one run on this machine, beside what
 * it is held against. Machines differ and are noisy: read the ratios, and what other guests of the host took.
 * `-- --hook --ingest` measures these parts alone; they are `PARTS`. How long a day of waiting ticks takes to reach
 * Supabase needs minutes, and is measured with `-- --catch-up` only.
 */
import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { startRedis, type RedisServer } from '../testing/redis-server.ts';
import { startRelayProcess, type RelayProcess } from '../testing/relay-process.ts';
import { startSupabase, type TestSupabase } from '../testing/supabase.ts';
import { brokerRows } from './broker-rows.ts';
import { calmRounds, median, stolenText } from './calm-rounds.ts';
import { measureCatchUp } from './catch-up.ts';
import { hookRows } from './hook-cost.ts';
import { measureHistory, type HistoryTimes } from './history.ts';
import { measureMemory } from './memory.ts';
import { measureBoth, type Feed, type Latency } from './latency.ts';
import { measurePlainDesign } from './plain-design.ts';
import { measureRedisBenchmark } from './redis-benchmark.ts';
import { measureRelayIngest } from './relay-ingest.ts';
import { panelRows } from './panel/panel-rows.ts';
import { serviceRows } from './service-rows.ts';
import { takeElsewhereRows } from './take-elsewhere.ts';
import { formatTable, inMs, inSeconds, perSecond, times, type Row } from './table.ts';

const CATCH_UP = 'catch-up';
const INGESTED_TICKS = 1_000_000;
const PLAIN_TICKS = 30_000;
const INGEST_GOAL = 100_000;
const PLAIN_FACTOR_GOAL = 20;
/** 15 pairs, two ticks a second each, for a day. */
const DAY_TICKS = 2_600_000;
const CATCH_UP_GOAL_S = 300;
const HIT_GOAL_MS = 5;
const MISS_GOAL_MS = 50;
const P99_GOAL_MS = 10;
const P99_OVER_BARE_MS = 3;
const P50_OVER_BARE = 1.5;
const MEMORY_GOAL_MB = 150;
const MEMORY_MINUTES = 60;
/** An hour in a minute; `--hour` takes the whole hour. */
const MEMORY_SPEED = process.argv.includes('--hour') ? 1 : 60;

const step = (text: string): void => console.error(`… ${text}`);

/** Both designs against the same Redis; the relay that has the ticks goes to `then`. */
const ingestRound = async (
  redis: RedisServer,
  supabase: TestSupabase,
  then: (relay: RelayProcess) => Promise<void>,
): Promise<{ ours: number; plain: number }> => {
  step('ingest: the plain design');
  const plain = await measurePlainDesign(redis.url, supabase, PLAIN_TICKS);
  step(`ingest: the relay, ${INGESTED_TICKS} ticks`);
  const relay = await startRelayProcess({ env: { REDIS_URL: redis.url } });
  try {
    const ours = await measureRelayIngest(relay, INGESTED_TICKS);
    await then(relay);
    return { ours, plain };
  } finally {
    await relay.stop();
  }
};

const ingestRows = async (): Promise<Row[]> => {
  const redis = await startRedis();
  const supabase = await startSupabase();
  try {
    step('ingest: redis-benchmark');
    const raw = await measureRedisBenchmark(redis.port);
    const histories: HistoryTimes[] = [];
    const rounds = await calmRounds(() =>
      ingestRound(redis, supabase, async (relay) => {
        step(`history out of ${INGESTED_TICKS} ticks`);
        histories.push(await measureHistory(relay));
      }),
    );
    const ours = median(rounds.map(({ result }) => result.ours));
    const plain = median(rounds.map(({ result }) => result.plain));
    const hit = median(histories.map((history) => history.hit));
    const miss = median(histories.map((history) => history.miss));
    return [
      {
        what: 'ingest, durable log + Redis',
        ours: perSecond(ours),
        beside: `plain design: ${perSecond(plain)}`,
        ratio: times(ours / plain),
        stolen: stolenText(rounds),
        figure: {
          text: `≥ ${perSecond(INGEST_GOAL)}, ≥ ${PLAIN_FACTOR_GOAL} ×`,
          reached: ours >= INGEST_GOAL && ours >= PLAIN_FACTOR_GOAL * plain,
        },
      },
      {
        what: 'ingest, durable log + Redis',
        ours: perSecond(ours),
        beside: `redis-benchmark, pipelined: ${perSecond(raw)}`,
        ratio: times(ours / raw),
      },
      {
        what: '200 candles, cache hit (median)',
        ours: inMs(hit),
        beside: `miss: ${inMs(miss)}`,
        ratio: times(hit / miss),
        figure: { text: `< ${HIT_GOAL_MS} ms`, reached: hit < HIT_GOAL_MS },
      },
      {
        what: '200 candles, miss (slowest timeframe)',
        ours: inMs(miss),
        beside: `log of ${INGESTED_TICKS.toLocaleString('en-US')} ticks`,
        ratio: '',
        figure: { text: `< ${MISS_GOAL_MS} ms`, reached: miss < MISS_GOAL_MS },
      },
    ];
  } finally {
    await supabase.stop();
    await redis.stop();
  }
};

const catchUpRow = async (): Promise<Row> => {
  step(`catching up with ${DAY_TICKS} waiting ticks`);
  const { seconds, ackP50, ackP99 } = await measureCatchUp(DAY_TICKS);
  return {
    what: `${DAY_TICKS.toLocaleString('en-US')} waiting ticks to Supabase`,
    ours: `${inSeconds(seconds)}, ${perSecond(DAY_TICKS / seconds)}`,
    beside: `a live tick's ack meanwhile: p50 ${inMs(ackP50)}, p99 ${inMs(ackP99)}`,
    ratio: '',
    figure: { text: `< ${inSeconds(CATCH_UP_GOAL_S)}`, reached: seconds < CATCH_UP_GOAL_S },
  };
};

const memoryRow = async (): Promise<Row> => {
  const redis = await startRedis();
  const relay = await startRelayProcess({ env: { REDIS_URL: redis.url } });
  try {
    step(`memory after ${MEMORY_MINUTES} minutes of 15 pairs at ${MEMORY_SPEED} ×`);
    const memory = await measureMemory(relay, MEMORY_MINUTES, MEMORY_SPEED);
    return {
      what: `relay memory after an hour of 15 pairs${MEMORY_SPEED > 1 ? `, at ${MEMORY_SPEED} × speed` : ''}`,
      ours: `${memory.toFixed(0)} MB`,
      beside: '',
      ratio: '',
      figure: { text: `< ${MEMORY_GOAL_MB} MB`, reached: memory < MEMORY_GOAL_MB },
    };
  } finally {
    await relay.stop();
    await redis.stop();
  }
};

const both = ({ p50, p99 }: Latency): string => `p50 ${inMs(p50)}, p99 ${inMs(p99)}`;

interface LatencyGoal {
  readonly text: string;
  reached(ours: Latency, bare: Latency): boolean;
}

const FEEDS: readonly { readonly feed: Feed; readonly goal?: LatencyGoal }[] = [
  {
    feed: { pairs: 8, ticksPerSecond: 16 },
    goal: {
      text: `p99 ≤ bare + ${P99_OVER_BARE_MS} ms, p50 ≤ ${P50_OVER_BARE} × bare`,
      reached: (ours, bare) =>
        ours.p99 <= bare.p99 + P99_OVER_BARE_MS && ours.p50 <= P50_OVER_BARE * bare.p50,
    },
  },
  {
    feed: { pairs: 8, ticksPerSecond: 200 },
    goal: {
      text: `p99 < ${P99_GOAL_MS} ms, p50 ≤ ${P50_OVER_BARE} × bare`,
      reached: (ours, bare) => ours.p99 < P99_GOAL_MS && ours.p50 <= P50_OVER_BARE * bare.p50,
    },
  },
  { feed: { pairs: 8, ticksPerSecond: 1_000 } },
];

const latencyRows = async (): Promise<Row[]> => {
  const redis = await startRedis();
  const rows: Row[] = [];
  try {
    for (const { feed, goal } of FEEDS) {
      step(`page to update() at ${feed.ticksPerSecond} ticks/s`);
      const { ours, bare, stolen } = await measureBoth(feed, redis);
      rows.push({
        what: `page to update(), ${feed.pairs} pairs, ${feed.ticksPerSecond} ticks/s`,
        ours: both(ours),
        beside: `bare path: ${both(bare)}`,
        ratio: `p50 ${times(ours.p50 / bare.p50)}`,
        stolen,
        ...(goal && { figure: { text: goal.text, reached: goal.reached(ours, bare) } }),
      });
    }
  } finally {
    await redis.stop();
  }
  return rows;
};

const ownPanelRows = async (): Promise<Row[]> => {
  const redis = await startRedis();
  try {
    return await panelRows(redis, step);
  } finally {
    await redis.stop();
  }
};

/** By the word behind `--` that asks for them alone, in the order of the table. */
const PARTS: Readonly<Record<string, () => Promise<Row[]> | Row[]>> = {
  ingest: ingestRows,
  memory: async () => [await memoryRow()],
  brokers: () => brokerRows(step),
  latency: latencyRows,
  panel: ownPanelRows,
  hook: () => hookRows(step),
  service: () => serviceRows(step),
  elsewhere: () => takeElsewhereRows(step),
  [CATCH_UP]: async () => [await catchUpRow()],
};

/** What is asked for, else everything but the catching up. */
const rowsAsked = async (): Promise<Row[]> => {
  const names = Object.keys(PARTS);
  const asked = names.filter((name) => process.argv.includes(`--${name}`));
  const rows: Row[] = [];
  for (const name of asked.length > 0 ? asked : names.filter((part) => part !== CATCH_UP)) {
    rows.push(...((await PARTS[name]?.()) ?? []));
  }
  return rows;
};

const commit = (): string => {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return 'no commit';
  }
};

const main = async (): Promise<void> => {
  const rows = await rowsAsked();
  console.log(
    `\n${new Date().toISOString().slice(0, 10)}, commit ${commit()}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}\n`,
  );
  console.log(formatTable(rows));
};

await main();
