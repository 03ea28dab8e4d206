import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { OPTIONS } from '../config/options.ts';
import { bad, good, warn, type Check } from './check.ts';

const MB = 1_000_000;
/** A busy day of 15 pairs takes some 150 MB. */
const LITTLE_MB = 1_000;
const TOO_LITTLE_MB = 100;

const existing = (folder: string): string => (existsSync(folder) ? folder : existing(path.dirname(folder)));

export const diskCheck: Check = {
  title: 'Disk',
  check: async ({ config: { dataDir } }) => {
    const { bavail, bsize } = await statfs(existing(dataDir));
    const free = Math.floor((bavail * bsize) / MB);
    const text = `${free.toLocaleString('en')} MB are free for ${dataDir}.`;
    const fix = `Free some space, lower ${OPTIONS.logRetentionDays.name}, or set ${OPTIONS.dataDir.name} to a folder on another disk.`;
    if (free < TOO_LITTLE_MB) return bad(text, fix);
    return free < LITTLE_MB ? warn(text, fix) : good(text);
  },
};
