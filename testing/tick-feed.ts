import type { Tick } from '../shared/tick.ts';
import type { TickLog } from '../relay/tick-log/tick-log.ts';
import { ticksOf } from './ticks.ts';

const BATCH = 20;
const PAUSE_MS = 5;

export interface TickFeed {
  /** Every tick so far; no two are equal. */
  readonly sent: readonly Tick[];
  /** Ends it; resolves when the log has committed every tick, rejects where one was refused. */
  stop(): Promise<void>;
}

/** Appends ticks of several pairs to a log without an end, some thousands a second, as a busy page would. */
export const startFeed = (log: Pick<TickLog, 'append'>, pairs: readonly string[]): TickFeed => {
  const sent: Tick[] = [];
  let running = true;
  const feed = async (): Promise<void> => {
    for (let round = 0; running; round += 1) {
      const batch = pairs.flatMap((pair) => ticksOf(pair, BATCH, 10, round * BATCH));
      sent.push(...batch);
      await log.append(batch);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  };
  const ended = feed();
  // A refused batch shows when the feed is stopped.
  ended.catch(() => undefined);
  return {
    sent,
    stop: () => {
      running = false;
      return ended;
    },
  };
};
