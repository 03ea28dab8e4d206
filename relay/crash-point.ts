/** Where a relay can be made to end, each at the worst moment of its step. */
export type CrashPoint =
  /** The log has committed; no ack has gone out. */
  | 'after-commit'
  /** Supabase has accepted a page; the cursor has not moved. */
  | 'after-upsert'
  /** A transaction has its ticks, but not their 1-minute candles. */
  | 'during-rollup'
  /** A chunk's transaction has removed its ticks, but not counted them. */
  | 'during-pruning'
  /** One chunk is pruned, the next is not. */
  | 'between-prunings';

const [crashName, crashTurn = '1'] = (process.env.TICK_RELAY_CRASH_AT ?? '').split(':');
let passed = 0;

/**
 * For tests only: ends the process with SIGKILL, as a power cut would, when it passes the point that the environment
 * variable `TICK_RELAY_CRASH_AT` names (`after-commit`), or passes it the given time (`after-commit:3`). Without the
 * variable it costs one comparison. It works from the tick log's worker thread too.
 */
export const crashPoint = (point: CrashPoint): void => {
  if (point !== crashName) return;
  passed += 1;
  if (passed === Number(crashTurn)) process.kill(process.pid, 'SIGKILL');
};
