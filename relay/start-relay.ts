import { createArchive } from './archive/create-archive.ts';
import { ClosingOrder } from './closing-order.ts';
import type { Config } from './config/config.ts';
import { createHistory } from './history/create-history.ts';
import { createTickHistory } from './history/tick-history.ts';
import { createHotStore } from './hot-store/create-hot-store.ts';
import { createIngest } from './ingest/create-ingest.ts';
import { LinkProblem } from './link-problem.ts';
import type { Log } from './log.ts';
import { Metrics } from './metrics.ts';
import { RateLimitedLog } from './rate-limited-log.ts';
import { openWarmLog } from './open-warm-log.ts';
import { removeRelayFile, writeRelayFile } from './relay-file.ts';
import { startRetention } from './retention.ts';
import { Spikes } from './spikes.ts';
import { Access } from './server/access.ts';
import { DEFAULT_LIMITS, type Limits } from './server/limits.ts';
import { startServer } from './server/start-server.ts';
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
  const parts = new ClosingOrder();
  let closingBegan = 0;
  const close = (): Promise<void> => {
    closingBegan = performance.now();
    return parts.close();
  };
  try {
    const metrics = new Metrics(new Spikes(logger));
    const logProblem = new LinkProblem(logger);
    const hotStore = createHotStore({ redisUrls, redisPrefix, metrics, logger });
    parts.add('the last copy to Redis', () => hotStore.close());
    const opened = await openWarmLog(dataDir, hotStore, (sentence) => logger.warn(sentence));
    parts.add('the last commit of the tick log', () => opened.close());
    const log = watchTickLog(opened, logProblem);
    const archive = createArchive({ supabase, interval, retentionDays, log, metrics, logger });
    parts.add('the last upload to Supabase', async () => {
      const left = closingBegan + UPLOADS_END_MS - performance.now();
      await within(Math.min(LAST_UPLOAD_MS, left), archive.upload());
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
      dataDir,
      hotStore,
      archive,
      history,
      tickHistory: createTickHistory(log),
      ingest,
      metrics,
      access,
      limits,
      warn: (key, message) => rateLimited.warn(key, message),
    });
    parts.add('the answers to clients', () => server.close());
    archive.start();
    if (retentionDays !== undefined && !supabase)
      logger.warn(
        'TICK_RETENTION_DAYS concerns Supabase only, which is not set up: for the days to keep on this machine set TICK_LOG_RETENTION_DAYS.',
      );
    const onlyArchived = supabase !== undefined;
    parts.add(
      'the removal of old ticks',
      startRetention({ log, logger, days: logRetentionDays, onlyArchived }),
    );
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
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};
