import { closeSync, openSync } from 'node:fs';

/** Only this user reads and writes it. */
const PRIVATE_MODE = 0o600;

/**
 * Makes an empty file where there is none. One that exists is not even opened: closing it again would end every
 * POSIX lock that this process has on it, SQLite's too.
 */
export const createPrivateFile = (path: string): void => {
  try {
    closeSync(openSync(path, 'wx', PRIVATE_MODE));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
};
