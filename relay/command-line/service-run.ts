import type { Config } from '../config/config.ts';
import type { ConfigReader } from '../config/load-config.ts';
import type { Log } from '../log.ts';
import { PRODUCT_VERSION } from '../product.ts';
import { DEFAULT_LIMITS } from '../server/limits.ts';
import { SystemdNotifier, systemdWatch } from '../service/systemd-notify.ts';
import { watchOver } from '../service/watch-over.ts';
import { startRelay, type RunningRelay } from '../start-relay.ts';
import { closeOnSignal, endBy, TIME_IS_UP } from './close-on-signal.ts';
import { createLogger } from './create-logger.ts';
import { outliveReaders } from './outlive-readers.ts';
import { reloadOnSignal } from './reload-on-signal.ts';

/** So often the relay asks its tick log for a sign of life; more often where systemd wants to hear of it sooner. */
const ASK_EVERY_MS = 15_000;
/** A minute without an answer: no wait for a disk takes so long, and a log whose thread has ended never answers. */
const PATIENCE = 4;
/** A message may be late or lost without systemd's patience being at its end. */
const MESSAGES_A_WATCHDOG = 4;

/** Tells systemd that the relay is ready and well; that it cannot be told is written once. */
const createReport = (url: string, logger: Log): ((kept: number) => void) => {
  let isWritten = false;
  const notifier = new SystemdNotifier((error) => {
    if (isWritten) return;
    isWritten = true;
    logger.warn({ err: error }, 'systemd could not be told that the relay is well: see `systemd-notify`.');
  });
  return (kept) => notifier.tellWell(`Runs at ${url}, ${kept.toLocaleString('en')} ticks kept.`);
};

const watchRelay = (relay: RunningRelay, logger: Log): void => {
  const systemd = systemdWatch();
  const report = systemd ? createReport(relay.url, logger) : () => undefined;
  watchOver({
    ask: () => relay.kept(),
    everyMs: Math.min(ASK_EVERY_MS, (systemd?.watchdogMs ?? Infinity) / MESSAGES_A_WATCHDOG),
    patience: PATIENCE,
    onAnswer: report,
    onSilence: (reason) => {
      logger.error(
        { err: reason },
        'The tick log does not answer any more: the relay ends, so that the service manager starts it anew. Nothing is lost; captures send again what has no ack.',
      );
      endBy(TIME_IS_UP);
    },
  });
};

/**
 * `tick-relay service run`, which is what service managers start: `run` without its words for a terminal, and
 * watched over. A pairing code is not printed: it would stay in the log.
 */
export const serviceRun = async (read: ConfigReader): Promise<void> => {
  const { config } = read();
  outliveReaders();
  const logger = createLogger(config);
  try {
    const onConfig = (next: Config): void => logger.configure(next);
    const relay = await startRelay(config, logger, DEFAULT_LIMITS, { read, onConfig });
    reloadOnSignal(relay, logger, closeOnSignal(relay, logger));
    logger.info(`QuFLX Tick Relay ${PRODUCT_VERSION} runs at ${relay.url} on ${relay.dataDir}.`);
    watchRelay(relay, logger);
  } catch (error) {
    // What `main` says of it goes to stderr; whoever looks into the log has to find it there.
    if (config.logFile !== undefined) logger.error(error instanceof Error ? error.message : String(error));
    throw error;
  }
};
