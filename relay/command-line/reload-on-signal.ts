import { closeSync, openSync } from 'node:fs';
import { isatty } from 'node:tty';
import type { Log } from '../log.ts';
import type { RunningRelay } from '../start-relay.ts';
import { UserError } from '../user-error.ts';

/** Whether the terminal that this process was started in has been closed: SIGHUP tells that too. */
const terminalIsGone = (): boolean => {
  try {
    closeSync(openSync('/dev/tty', 'r'));
    return false;
  } catch {
    return true;
  }
};

/**
 * SIGHUP lets the relay read its configuration again. In a terminal that has been closed it ends the relay in order
 * instead, by `close`. Windows has no such signal: there `tick-relay config set` tells the relay.
 */
export const reloadOnSignal = (
  relay: Pick<RunningRelay, 'reload'>,
  logger: Log,
  close: (signal: NodeJS.Signals) => void,
): void => {
  if (process.platform === 'win32') return;
  // Under nohup none of these is one, and the closing of the terminal means nothing.
  const hadTerminal = [0, 1, 2].some((descriptor) => isatty(descriptor));
  process.on('SIGHUP', (signal) => {
    if (hadTerminal && terminalIsGone()) {
      close(signal);
      return;
    }
    relay.reload().catch((error: unknown) => {
      // The relay has told already why a configuration is wrong.
      if (!(error instanceof UserError))
        logger.error({ err: error }, 'The configuration was read, but could not be taken as a whole.');
    });
  });
};
