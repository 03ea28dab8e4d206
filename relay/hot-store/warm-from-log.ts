import type { Pair } from '../../shared/pair.ts';
import type { Tick } from '../../shared/tick.ts';
import { milliseconds, type Milliseconds } from '../../shared/units.ts';
import type { TickLog } from '../tick-log/tick-log.ts';
import { type HotStore, RECENT_TICKS } from './hot-store.ts';

const FIRST_REACH_MS = 60_000;
const LONGEST_REACH_MS = 24 * 3_600_000;
/** An answer this long may end before the newest tick. */
const LIMIT = 20 * RECENT_TICKS;

/** Looks back from the newest tick, twice as far each time, until the list is full. */
const newestTicks = async (log: TickLog, pair: Pair, newest: Milliseconds): Promise<Tick[]> => {
  let found: Tick[] = [];
  for (let reach = FIRST_REACH_MS; reach <= LONGEST_REACH_MS && found.length < RECENT_TICKS; reach *= 2) {
    const from = milliseconds(newest - reach);
    const ticks = await log.ticks({ pair, from, limit: LIMIT });
    if (ticks.length === LIMIT) break;
    found = ticks;
  }
  return found.slice(-RECENT_TICKS);
};

/** Fills the hot store with the newest ticks that earlier runs kept. Call it before the first `append`. */
export const warmFromLog = async (hotStore: HotStore, log: TickLog, now: Milliseconds): Promise<void> => {
  for (const { pair, newest } of await log.pairs(now)) {
    if (newest) hotStore.warm(pair, await newestTicks(log, pair, newest.timestamp));
  }
};
