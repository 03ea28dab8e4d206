import { existsSync, readFileSync } from 'node:fs';

/** USER_HZ, in which /proc/stat counts, is 100 on every Linux that Node runs on. */
const MS_PER_JIFFY = 10;
/** Column of `cpu` in /proc/stat: user, nice, system, idle, iowait, irq, softirq, steal (proc_stat(5)). */
const STEAL = 8;

/** Processor time that this machine's host gave to other guests since the start, ms; 0 where no Linux tells. */
export const stolenMs = (): number =>
  existsSync('/proc/stat')
    ? Number(readFileSync('/proc/stat', 'utf8').split(/\s+/)[STEAL]) * MS_PER_JIFFY
    : 0;
