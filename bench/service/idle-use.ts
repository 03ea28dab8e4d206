import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { residentMb } from '../../testing/resident-memory.ts';

/** USER_HZ, in which /proc counts, is 100 on every Linux that Node runs on. */
const MS_PER_JIFFY = 10;
/** Places of utime and stime behind the name in /proc/PID/stat (proc_pid_stat(5)); every thread is in them. */
const [UTIME, STIME] = [11, 12];

export interface IdleUse {
  /** Resident at the end, MB. */
  readonly memory: number;
  /** Of one processor's time, 0 to 1. */
  readonly processor: number;
}

/** Processor time that a process has used, ms. */
const usedMs = (pid: number): number => {
  const [, behindName = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const fields = behindName.split(' ');
  return (Number(fields[UTIME]) + Number(fields[STIME])) * MS_PER_JIFFY;
};

/** What a process uses while it is left alone for so long. */
export const measureIdle = async (pid: number, ms: number): Promise<IdleUse> => {
  const [before, began] = [usedMs(pid), performance.now()];
  await sleep(ms);
  const processor = (usedMs(pid) - before) / (performance.now() - began);
  return { memory: residentMb(pid), processor };
};
