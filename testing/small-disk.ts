import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of its own that a test can fill to the last byte. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes all the space that is left. */
  fill(): void;
  /** Gives it back. */
  free(): void;
  /** Once nothing uses it any more. */
  unmount(): void;
}

const FILLER_CHUNK = Buffer.alloc(4_096);

/** Mounting takes root on Linux; elsewhere these tests are skipped. */
export const canMountSmallDisk = (): boolean => process.platform === 'linux' && process.getuid?.() === 0;

/** Mounts an empty file system of `megabytes` in memory. */
export const mountSmallDisk = (megabytes: number): SmallDisk => {
  const folder = mkdtempSync(join(tmpdir(), 'tick-relay-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700`, 'tmpfs', folder]);
  const filler = join(folder, 'filler');
  return {
    folder,
    fill: () => {
      for (;;) {
        try {
          appendFileSync(filler, FILLER_CHUNK);
        } catch (error) {
          if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return;
          throw error;
        }
      }
    },
    free: () => rmSync(filler),
    unmount: () => {
      execFileSync('umount', [folder]);
      rmSync(folder, { recursive: true });
    },
  };
};
