import type { Log } from '../log.ts';
import type { RunningRelay } from '../start-relay.ts';
import { EXIT_FAILURE } from '../user-error.ts';
import { hasLostTerminal } from './lost-terminal.ts';

/** Closing has to end within 10 s, before a service manager loses patience; the rest is for the end itself. */
const CLOSE_WITHIN_MS = 9_000;
/** What ends a process that did not close in time: "alarm clock", status 142 in a shell. Windows has no such signal. */
export const TIME_IS_UP = process.platform === 'win32' ? 'SIGKILL' : 'SIGALRM';

/**
 * Ends the process at once, as the signal does where nobody listens to it. `process.exit` would wait for the tick
 * log's thread, for as long as that one waits for the disk or a lock.
 */
export const endBy = (signal: NodeJS.Signals): void => {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
};

const closeInTime = async (relay: RunningRelay, logger: Log): Promise<void> => {
  const timer = setTimeout(() => {
    logger.error(
      `The relay could not close within ${CLOSE_WITHIN_MS / 1_000} s and ends now, with ${relay.closing ?? 'the end'} ` +
        'still under way; nothing is lost: captures send again what has no ack, and the log keeps the rest for the next start.',
    );
    endBy(TIME_IS_UP);
  }, CLOSE_WITHIN_MS);
  try {
    await relay.close();
  } finally {
    clearTimeout(timer);
  }
};

/** Node breaks off with a core dump where it finds at `process.exit` that the terminal it began in is gone. */
const end = (signal: NodeJS.Signals, status: number): void => {
  if (hasLostTerminal()) endBy(signal);
  else process.exit(status);
};

/**
 * The first SIGTERM or SIGINT closes the relay in order, within 9 s; a second one does not wait for that.
 * Answers what does the same for another signal.
 */
export const closeOnSignal = (relay: RunningRelay, logger: Log): ((signal: NodeJS.Signals) => void) => {
  let closing = false;
  const close = (signal: NodeJS.Signals): void => {
    if (closing) {
      endBy(signal);
      return;
    }
    closing = true;
    closeInTime(relay, logger).then(
      () => end(signal, 0),
      (error: unknown) => {
        logger.error(error instanceof Error ? error.message : 'The relay could not be closed in order.');
        end(signal, EXIT_FAILURE);
      },
    );
  };
  process.on('SIGINT', close);
  process.on('SIGTERM', close);
  return close;
};
