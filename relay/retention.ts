import { milliseconds } from '../shared/units.ts';
import type { Log } from './log.ts';
import type { TickLog } from './tick-log/tick-log.ts';

const MS_A_DAY = 86_400_000;
const PRUNE_INTERVAL_MS = 3_600_000;
/** Leaves the start to what must be fast; a relay that runs less than an hour a day still prunes. */
const FIRST_PRUNE_MS = 60_000;

export interface RetentionRule {
  readonly days: number;
  /** Whether only ticks that the archive has may go. */
  readonly onlyArchived: boolean;
}

export interface RetentionOptions {
  readonly log: TickLog;
  readonly logger: Log;
  /** Asked each time, because it can be changed. */
  readonly rule: () => RetentionRule;
}

/** Prunes the log every hour until the answer is called. */
export const startRetention = ({ log, logger, rule }: RetentionOptions): (() => void) => {
  const prune = async (): Promise<void> => {
    const { days, onlyArchived } = rule();
    const removed = await log.prune(milliseconds(Date.now() - days * MS_A_DAY), onlyArchived);
    if (removed > 0) logger.info(`${removed} ticks older than ${days} days left the tick log.`);
  };
  const run = (): void => {
    prune().catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : 'unknown';
      logger.warn(`Old ticks could not be removed from the tick log (${reason}); trying again in an hour.`);
    });
  };
  const first = setTimeout(run, FIRST_PRUNE_MS);
  const hourly = setInterval(run, PRUNE_INTERVAL_MS);
  return () => {
    clearTimeout(first);
    clearInterval(hourly);
  };
};
