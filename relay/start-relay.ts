import { createArchive } from './archive/create-archive.ts';
import type { Config } from './config/config.ts';
import { createHistory } from './history/create-history.ts';
import { createHotStore } from './hot-store/create-hot-store.ts';
import { createIngest } from './ingest/create-ingest.ts';
import { LinkProblem } from './link-problem.ts';
import type { Log } from './log.ts';
import { Metrics } from './metrics.ts';
import { RateLimitedLog } from './rate-limited-log.ts';
import { openWarmLog } from './open-warm-log.ts';
import { removeRelayFile, writeRelayFile } from './relay-file.ts';
import { startRetention } from './retention.ts';
import { Access } from './server/access.ts';
import { DEFAULT_LIMITS, type Limits } from './server/limits.ts';
import { startServer } from './server/start-server.ts';
import { watchTickLog } from './tick-log/watch-tick-log.ts';
import { within } from './within.ts';

/** The time that the last upload has at the end; what it does not reach waits in the log for the next start. */
const LAST_UPLOAD_MS = 5_000;

export interface RunningRelay {
  readonly port: number;
  /** `http://127.0.0.1:8787` */
  readonly url: string;
  readonly dataDir: string;
  /** Opens everything, `POST /api/pairing-codes` too. */
  readonly ownerToken: string;
  /** Takes nothing new, keeps what is under way, uploads what it can within some seconds, and ends. */
  close(): Promise<void>;
}

/**
 * Starts every part of the relay. Without Redis or Supabase, and while they are away, it runs on its own stores.
 * @throws UserError where the port is taken, or the data directory cannot be written or has another relay.
 */
export const startRelay = async (
  config: Config,
  logger: Log,
  limits: Limits = DEFAULT_LIMITS,
): Promise<RunningRelay> => {
  const { dataDir, redisUrls, redisPrefix, supabase, archiveInterval: interval } = config;
  const { logRetentionDays, retentionDays } = config;
  const closers: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const metrics = new Metrics();
    const logProblem = new LinkProblem(logger);
    const hotStore = createHotStore({ redisUrls, redisPrefix, metrics, logger });
    closers.push(() => hotStore.close());
    const opened = await openWarmLog(dataDir, hotStore, (sentence) => logger.warn(sentence));
    closers.push(() => opened.close());
    const log = watchTickLog(opened, logProblem);
    const archive = createArchive({ supabase, interval, retentionDays, log, metrics, logger });
    closers.push(async () => {
      await within(LAST_UPLOAD_MS, archive.upload());
      await archive.stop();
    });
    const ingest = createIngest({ log, hotStore, metrics, logger });
    const history = createHistory({ log, hotStore, archive, metrics });
    const access = new Access(dataDir, config.token);
    const rateLimited = new RateLimitedLog(logger);
    const server = await startServer({
      port: config.port,
      log,
      logProblem,
      hotStore,
      archive,
      history,
      ingest,
      metrics,
      access,
      limits,
      warn: (key, message) => rateLimited.warn(key, message),
    });
    closers.push(() => server.close());
    archive.start();
    if (retentionDays !== undefined && !supabase)
      logger.warn(
        'TICK_RETENTION_DAYS concerns Supabase only, which is not set up: for the days to keep on this machine set TICK_LOG_RETENTION_DAYS.',
      );
    closers.push(
      startRetention({ log, logger, days: logRetentionDays, onlyArchived: supabase !== undefined }),
    );
    const { port } = server;
    writeRelayFile(dataDir, { port, pid: process.pid });
    closers.push(() => removeRelayFile(dataDir));
    return { port, url: `http://127.0.0.1:${port}`, dataDir, ownerToken: access.ownerToken, close };
  } catch (error) {
    await close();
    throw error;
  }
};
