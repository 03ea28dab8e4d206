import { milliseconds } from '../shared/units.ts';
import type { HotStore } from './hot-store/hot-store.ts';
import { warmFromLog } from './hot-store/warm-from-log.ts';
import { openTickLog } from './tick-log/open-tick-log.ts';
import type { TickLog } from './tick-log/tick-log.ts';
import { UserError } from './user-error.ts';

const openOnce = async (
  dataDir: string,
  hotStore: HotStore,
  notify: (sentence: string) => void,
): Promise<TickLog> => {
  const log = await openTickLog(dataDir, notify);
  try {
    await warmFromLog(hotStore, log, milliseconds(Date.now()));
    return log;
  } catch (error) {
    await log.close().catch(() => undefined);
    throw error;
  }
};

/**
 * Opens the tick log and fills the hot store with its newest ticks. Damage that only this reading meets is dealt
 * with at the next opening, which checks the whole file: so that follows at once instead of at the next start.
 * @throws UserError as `openTickLog` does.
 */
export const openWarmLog = async (
  dataDir: string,
  hotStore: HotStore,
  notify: (sentence: string) => void,
): Promise<TickLog> => {
  try {
    return await openOnce(dataDir, hotStore, notify);
  } catch (error) {
    if (error instanceof UserError) throw error;
    return openOnce(dataDir, hotStore, notify);
  }
};
