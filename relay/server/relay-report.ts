import { PROTOCOL_VERSION, type RelayStatus } from '../../shared/protocol.ts';
import type { LoggedProblem } from '../last-problem.ts';
import type { Stage } from '../metrics.ts';
import { PRODUCT_VERSION } from '../product.ts';
import type { TimeSummary } from '../recent-times.ts';
import type { CaptureCount } from './capture-counts.ts';
import { diskUsage, type DiskUsage } from './disk-usage.ts';
import type { ServerContext } from './server-context.ts';

export interface ReportedPair {
  readonly pair: string;
  /** For people. */
  readonly label: string;
  /** Time of its newest tick, UTC ms. */
  readonly newest?: number | undefined;
  /** Live ticks in the last minute. */
  readonly perMinute: number;
}

/** What `/api/status` answers. */
export interface RelayReport extends RelayStatus {
  readonly version: string;
  readonly protocol: number;
  readonly relayId: string;
  readonly pid: number;
  readonly dataDir: string;
  /** UTC ms, as all times here. */
  readonly now: number;
  readonly startedAt: number;
  /** How many times an extension was paired. */
  readonly paired: number;
  readonly connections: { readonly capture: number; readonly view: number };
  /** When a capture was connected last, since the start. */
  readonly lastCaptureAt?: number | undefined;
  /** What each capture that is connected has told of its outbox. */
  readonly captureStatus: readonly CaptureCount[];
  /** Ticks that Supabase refuses for good. */
  readonly deadLettered: number;
  /** How many pairs the log knows. */
  readonly pairs: number;
  /** Each of them, the most active first. */
  readonly pairActivity: readonly ReportedPair[];
  /** Of the newest batches; a stage without one is absent. */
  readonly latency: Readonly<Partial<Record<Stage, TimeSummary>>>;
  readonly disk: DiskUsage;
  /** The newest warning or error of the log since the start. */
  readonly lastProblem?: LoggedProblem | undefined;
}

const pairActivityOf = async ({ pairFeed, pairActivity }: ServerContext): Promise<ReportedPair[]> =>
  (await pairFeed.summaries())
    .map(({ pair, label, timestamp }) => ({
      pair,
      label,
      newest: timestamp,
      perMinute: pairActivity.perMinute(pair),
    }))
    .sort((a, b) => b.perMinute - a.perMinute || (b.newest ?? 0) - (a.newest ?? 0));

const latencyOf = ({ metrics }: ServerContext): RelayReport['latency'] =>
  Object.fromEntries(
    Object.entries(metrics.stageTimes).flatMap(([stage, times]) => {
      const summary = times.summary();
      return summary ? [[stage, summary]] : [];
    }),
  );

export const relayReport = async (context: ServerContext): Promise<RelayReport> => {
  const { access, connections, dataDir, log, statusFeed, lastProblem } = context;
  const pairActivity = await pairActivityOf(context);
  return {
    version: PRODUCT_VERSION,
    protocol: PROTOCOL_VERSION,
    relayId: access.relayId,
    pid: process.pid,
    dataDir,
    now: Date.now(),
    startedAt: context.startedAt,
    paired: access.pairedCount,
    connections: { capture: connections.count('capture'), view: connections.count('view') },
    lastCaptureAt: connections.lastSeen('capture'),
    captureStatus: context.captureCounts.all(),
    deadLettered: (await log.counts()).deadLettered,
    pairs: pairActivity.length,
    pairActivity,
    latency: latencyOf(context),
    disk: await diskUsage(dataDir),
    lastProblem: lastProblem.problem,
    ...(await statusFeed.current()),
  };
};
