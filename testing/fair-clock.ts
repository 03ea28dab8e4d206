import { existsSync, readFileSync } from 'node:fs';
import { stolenMs } from './stolen-time.ts';

const NS_PER_MS = 1e6;

const fieldOf = (file: string, index: number): number =>
  existsSync(file) ? Number(readFileSync(file, 'utf8').split(/\s+/)[index] ?? 0) : 0;

/** The time that the main thread of a process was ready to run and had no processor, ms; 0 where no Linux tells. */
const waitOf = (pid: number): number => fieldOf(`/proc/${pid}/schedstat`, 1) / NS_PER_MS;

/**
 * Begins to measure how long these processes and this one take for something, in ms, without the time in which a
 * busy machine did not let them run. So a promise in seconds can be tested beside other work, and on an idle machine
 * the time is the wall's.
 */
export const startFairClock = (pids: readonly number[]): (() => number) => {
  const kept = (): number => stolenMs() + [...pids, process.pid].reduce((sum, pid) => sum + waitOf(pid), 0);
  const [began, keptBefore] = [performance.now(), kept()];
  return () => performance.now() - began - (kept() - keptBefore);
};
