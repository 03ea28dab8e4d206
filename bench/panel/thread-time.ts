import { readdirSync, readFileSync } from 'node:fs';

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // The process has ended.
    return '';
  }
};

const parentOf = (pid: number): number => Number(/^PPid:\s*(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1]);

const isBelow = (pid: number, ancestor: number): boolean => {
  for (let parent = parentOf(pid); parent > 1; parent = parentOf(parent))
    if (parent === ancestor) return true;
  return false;
};

/** Of a process's main thread, ms on a processor. */
const mainThreadMs = (pid: number): number =>
  Number(read(`/proc/${pid}/task/${pid}/schedstat`).split(' ')[0]) / 1e6;

/** What the main thread of each page process of a browser has used so far, ms, by process id. Linux only. */
export const pageThreadTimes = (browserPid: number): ReadonlyMap<number, number> => {
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  const pages = pids.filter(
    (pid) => read(`/proc/${pid}/cmdline`).includes('--type=renderer') && isBelow(pid, browserPid),
  );
  return new Map(pages.map((pid) => [pid, mainThreadMs(pid)]));
};

/** Of the page process that was busiest between two readings: its main thread's time, ms. */
export const busiestBetween = (
  before: ReadonlyMap<number, number>,
  after: ReadonlyMap<number, number>,
): number => Math.max(...[...after].map(([pid, ms]) => ms - (before.get(pid) ?? 0)));
