interface CodedError {
  readonly code: string;
  readonly message: string;
}

const isCoded = (error: unknown): error is CodedError =>
  error instanceof Error && 'code' in error && typeof error.code === 'string';

/** Whether SQLite found the file to be no sound database. */
export const isCorruption = (error: unknown): boolean =>
  isCoded(error) && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code);

/** What went wrong in the tick log, in one sentence for a person; `dataDir` is its folder. */
export const describeTickLogError = (error: unknown, dataDir: string): string => {
  if (!isCoded(error)) return error instanceof Error ? error.message : String(error);
  const { code, message } = error;
  if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC') {
    return `The disk of the tick log's folder ${dataDir} is full: free some space, or set TICK_RELAY_DATA_DIR to a folder on another disk.`;
  }
  if (isCorruption(error)) {
    return `The tick log in ${dataDir} is damaged (${message}): restart the relay, which sets the damaged file aside and begins a new one.`;
  }
  // The code is empty where libsql could not open the file.
  if (/^(SQLITE_(READONLY|PERM|CANTOPEN)|EACCES|EPERM|EROFS)|^$/.test(code)) {
    return `The tick log in ${dataDir} cannot be written (${message}): give your user write permission there, or set TICK_RELAY_DATA_DIR to another folder.`;
  }
  if (code.startsWith('SQLITE_IOERR')) {
    return `The tick log in ${dataDir} could not be read or written (${message}): check the disk, or set TICK_RELAY_DATA_DIR to a folder on another one.`;
  }
  return `The tick log in ${dataDir} failed (${code}: ${message}): restart the relay.`;
};
