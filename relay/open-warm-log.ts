import { milliseconds } from '../shared/units.ts';
import type { HotStore } from './hot-store/hot-store.ts';
import { warmFromLog } from './hot-store/warm-from-log.ts';
import type { TickLog } from './tick-log/tick-log.ts';

const warm = async (log: TickLog, hotStore: HotStore): Promise<TickLog> => {
  try {
    await warmFromLog(hotStore, log, milliseconds(Date.now()));
    return log;
  } catch (error) {
    await log.close().catch(() => undefined);
    throw error;
  }
};

/**
 * Fills the hot store with the newest ticks of a log that has just been opened, and answers the log. Damage that only
 * this reading meets is dealt with at the next opening, which checks the whole file: so that follows at once, by
 * `reopen`, instead of at the next start.
 */
export const openWarmLog = async (
  opened: TickLog,
  hotStore: HotStore,
  reopen: () => Promise<TickLog>,
): Promise<TickLog> => {
  try {
    return await warm(opened, hotStore);
  } catch {
    return warm(await reopen(), hotStore);
  }
};
