import { readdir, stat, statfs } from 'node:fs/promises';
import path from 'node:path';

export interface DiskUsage {
  /** Bytes of the data directory's files. */
  readonly used: number;
  /** Bytes that this user can still write there. */
  readonly free: number;
}

const sizeOf = async (file: string): Promise<number> => {
  try {
    return (await stat(file)).size;
  } catch {
    // SQLite removes its side files when it likes.
    return 0;
  }
};

export const diskUsage = async (dataDir: string): Promise<DiskUsage> => {
  const [names, { bavail, bsize }] = await Promise.all([readdir(dataDir), statfs(dataDir)]);
  const sizes = await Promise.all(names.map((name) => sizeOf(path.join(dataDir, name))));
  return { used: sizes.reduce((sum, size) => sum + size, 0), free: bavail * bsize };
};
