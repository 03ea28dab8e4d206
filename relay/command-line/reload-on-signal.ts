import type { Log } from '../log.ts';
import type { RunningRelay } from '../start-relay.ts';
import { UserError } from '../user-error.ts';
import { hasLostTerminal } from './lost-terminal.ts';

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
  process.on('SIGHUP', (signal) => {
    if (hasLostTerminal()) {
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
