import { join } from 'node:path';
import Database from 'libsql';
import { UserError } from '../user-error.ts';
import { createPrivateFile } from './create-private-file.ts';

const LOCK_FILE = 'relay.lock';

/**
 * Makes sure that one relay alone uses a data directory; answers what lets go of it.
 * @throws UserError where another relay has it.
 *
 * Node has no file locks, and a file with a process id outlives a killed relay. An open exclusive transaction on
 * a SQLite file of its own is a lock of the operating system, which ends with its holder, however that ended.
 * It is not taken on the tick log's file, where it would stand in the way of WAL mode.
 */
export const lockDataDir = (dataDir: string): (() => void) => {
  const path = join(dataDir, LOCK_FILE);
  createPrivateFile(path);
  const connection = new Database(path);
  try {
    connection.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    connection.close();
    const busy = error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY';
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(
      busy
        ? `Another relay uses the data directory ${dataDir}: stop it, or set TICK_RELAY_DATA_DIR to another folder.`
        : `The lock file ${path} cannot be used (${reason}): remove it and start again.`,
      { cause: error },
    );
  }
  return () => {
    connection.exec('ROLLBACK');
    connection.close();
  };
};
