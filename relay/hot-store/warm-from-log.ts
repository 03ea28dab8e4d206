import type { Milliseconds } from '../../shared/units.ts';
import type { TickLog } from '../tick-log/tick-log.ts';
import { type HotStore, RECENT_TICKS } from './hot-store.ts';

/** Fills the hot store with the newest ticks that earlier runs kept. Call it before the first `append`. */
export const warmFromLog = async (hotStore: HotStore, log: TickLog, now: Milliseconds): Promise<void> => {
  for (const { pair, newest } of await log.pairs(now)) {
    if (newest) hotStore.warm(pair, await log.newestTicks({ pair, limit: RECENT_TICKS }));
  }
};
