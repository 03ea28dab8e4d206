import { SwappableArchive } from './archive/swappable-archive.ts';
import { ClosingOrder } from './closing-order.ts';
import type { Config } from './config/config.ts';
import type { ConfigReader } from './config/load-config.ts';
import { createHistory } from './history/create-history.ts';
import { createTickHistory } from './history/tick-history.ts';
import { SwappableHotStore } from './hot-store/swappable-hot-store.ts';
import { createIngest } from './ingest/create-ingest.ts';
import { LastProblem } from './last-problem.ts';
import { LinkProblem } from './link-problem.ts';
import type { Log } from './log.ts';
import { DASHBOARD_FOLDER } from './product.ts';
import { RateLimitedLog } from './rate-limited-log.ts';
import { openWarmLog } from './open-warm-log.ts';
import { removeRelayFile, writeRelayFile } from './relay-file.ts';
import type { ReloadReport } from './reload/reload-report.ts';
import { openArchive, Reloader } from './reload/reloader.ts';
import { startRetention, type RetentionRule } from './retention.ts';
import { SecretTexts } from './secret-texts.ts';
import { Spikes } from './spikes.ts';
import { Access } from './server/access.ts';
import type { PairingCode } from './server/pairing-codes.ts';
import type { RelayReport } from './server/relay-report.ts';
import { DEFAULT_LIMITS, type Limits } from './server/limits.ts';
import { openTickLog } from './tick-log/open-tick-log.ts';
import type { TickLog } from './tick-log/tick-log.ts';
import { watchTickLog } from './tick-log/watch-tick-log.ts';
import { within } from './within.ts';

/** The time that the last upload has at the end; what it does not reach waits in the log for the next start. */
const LAST_UPLOAD_MS = 5_000;
/** All uploads end so long after closing began, whatever the clients took of it: the log and Redis come after. */
const UPLOADS_END_MS = 6_500;

export interface RunningRelay {
  readonly port: number;
  /** `http://127.0.0.1:8787` */
  readonly url: string;
  readonly dataDir: string;
  /** Opens everything, `POST /api/pairing-codes` too. */
  readonly ownerToken: string;
  /** What `close` waits for now, to be put behind "still under way: ". */
  readonly closing: string | undefined;
  /** How it is, as `tick-relay status` tells. */
  report(): Promise<RelayReport>;
  /** A new code that pairs an extension; it alone is valid from then on. */
  pairingCode(): PairingCode;
  /** How many ticks were ever kept, asked of the tick log: so long as it answers, the relay does its work. */
  kept(): Promise<number>;
  /** Takes nothing new, keeps what is under way, uploads what it can within some seconds, and ends. */
  close(): Promise<void>;
  /**
   * Takes what has changed in the configuration, without a lost tick.
   * @throws UserError where it is wrong; nothing has changed then.
   */
  reload(): Promise<ReloadReport>;
}

/** How a relay takes a changed configuration while it runs. */
export interface LiveConfig {
  /** Reads it again; by default it never changes. */
  readonly read?: ConfigReader;
  /** Told of each new one before the relay's parts are: the log must know a secret before it can meet it. */
  readonly onConfig?: (config: Config) => void;
}

const warnOfRemoteDays = ({ retentionDays, supabase }: Config, logger: Log): void => {
  if (retentionDays !== undefined && !supabase)
    logger.warn(
      'TICK_RETENTION_DAYS concerns Supabase only, which is not set up: for the days to keep on this machine set TICK_LOG_RETENTION_DAYS.',
    );
};

/**
 * Starts every part of the relay. Without Redis or Supabase, and while they are away, it runs on its own stores.
 * @throws UserError where the port is taken, or the data directory cannot be written or has another relay.
 */
export const startRelay = async (
  config: Config,
  relayLog: Log,
  limits: Limits = DEFAULT_LIMITS,
  live: LiveConfig = {},
  dashboardFolder = DASHBOARD_FOLDER,
): Promise<RunningRelay> => {
  const { dataDir, redisUrls, redisPrefix } = config;
  const secrets = new SecretTexts();
  secrets.learn(config);
  const lastProblem = new LastProblem(relayLog, secrets);
  const logger = lastProblem.log;
  const parts = new ClosingOrder();
  let closingBegan = 0;
  const close = (): Promise<void> => {
    closingBegan = performance.now();
    return parts.close();
  };
  const openLog = (): Promise<TickLog> => openTickLog(dataDir, (sentence) => logger.warn(sentence));
  const opening = openLog();
  try {
    // The log's thread begins on one core while this one loads what takes the longest: a third of the start.
    const [first, { Metrics }, { startServer }] = await Promise.all([
      opening,
      import('./metrics.ts'),
      import('./server/start-server.ts'),
    ]);
    const metrics = new Metrics(new Spikes(logger));
    const logProblem = new LinkProblem(logger);
    const hotStore = await SwappableHotStore.open({ redisUrls, redisPrefix, metrics, logger });
    parts.add('the last copy to Redis', () => hotStore.close());
    const opened = await openWarmLog(first, hotStore, openLog);
    parts.add('the last commit of the tick log', () => opened.close());
    const log = watchTickLog(opened, logProblem);
    const archive = new SwappableArchive(await openArchive(config, { log, metrics, logger }));
    parts.add('the last upload to Supabase', async () => {
      const left = closingBegan + UPLOADS_END_MS - performance.now();
      await within(Math.min(LAST_UPLOAD_MS, left), archive.upload());
      await archive.stop();
    });
    const ingest = createIngest({ log, hotStore, metrics, logger, renames: await log.renames() });
    const history = createHistory({ log, hotStore, archive, metrics });
    const { read = () => ({ config, sources: {} }) } = live;
    const onConfig = (next: Config): void => {
      secrets.learn(next);
      live.onConfig?.(next);
    };
    const reloader = new Reloader({ config, read, onConfig, hotStore, archive, log, metrics, logger });
    const access = new Access(dataDir, config.token);
    const rateLimited = new RateLimitedLog(logger);
    const server = await startServer({
      port: config.port,
      dashboardFolder,
      log,
      logProblem,
      lastProblem,
      dataDir,
      hotStore,
      archive,
      history,
      tickHistory: createTickHistory(log),
      ingest,
      metrics,
      access,
      limits,
      reload: () => reloader.reload(),
      warn: (key, message, times) => rateLimited.warn(key, message, times),
    });
    parts.add('the answers to clients', () => server.close());
    parts.add('the change of its configuration', () => reloader.close());
    archive.start();
    warnOfRemoteDays(config, logger);
    const rule = (): RetentionRule => ({
      days: reloader.config.logRetentionDays,
      onlyArchived: reloader.config.supabase !== undefined,
    });
    parts.add('the removal of old ticks', startRetention({ log, logger, rule }));
    const { port } = server;
    writeRelayFile(dataDir, { port, pid: process.pid });
    parts.add('the removal of its file', () => removeRelayFile(dataDir));
    return {
      port,
      url: `http://127.0.0.1:${port}`,
      dataDir,
      ownerToken: access.ownerToken,
      get closing() {
        return parts.underWay;
      },
      report: () => server.report(),
      pairingCode: () => server.pairingCode(),
      kept: async () => (await log.counts()).kept,
      close,
      reload: () => reloader.reload(),
    };
  } catch (error) {
    await close();
    // It may have opened before it was among the parts; to close it twice does nothing.
    await opening.then((log) => log.close()).catch(() => undefined);
    throw error;
  }
};
