import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { createPrivateFile } from './create-private-file.ts';
import { migrate } from './migrations.ts';
import { prepareQuery, type Connection } from './sqlite.ts';
import { isCorruption } from './tick-log-error.ts';

const LOG_NAME = 'ticks';
const LOG_SUFFIX = '.sqlite';
const LOG_SUFFIXES = [LOG_SUFFIX, `${LOG_SUFFIX}-wal`, `${LOG_SUFFIX}-shm`];
/** Left behind by a relay that met damage while it ran; a full check takes seconds, so not every start makes one. */
const SUSPECT_FILE = 'ticks.suspect';

/**
 * The log has one writer; the timeout is for a person who looks into it with another program meanwhile.
 * The WAL is folded back every 16 MB instead of every 4: a busy relay writes its newest pages less often.
 */
const PRAGMAS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA busy_timeout = 2000;
  PRAGMA wal_autocheckpoint = 4000;
  PRAGMA cache_size = -16000;
  PRAGMA temp_store = MEMORY;
`;

export interface OpenedDatabase {
  readonly connection: Connection;
  /** What a person should be told, one sentence each. */
  readonly notices: readonly string[];
}

/** The database of a data directory. */
export const tickLogPath = (dataDir: string): string => join(dataDir, LOG_NAME + LOG_SUFFIX);

const damaged = (reason: string): Error => Object.assign(new Error(reason), { code: 'SQLITE_CORRUPT' });

/** SQLite takes an empty file for a new database, and deletes the WAL beside it with all that is in there. */
const assertNotEmptied = (path: string): void => {
  if (existsSync(path) && statSync(path).size === 0) throw damaged('the file is empty');
};

const assertSound = (connection: Connection): void => {
  const [answer] = prepareQuery<[], [string]>(connection, 'PRAGMA quick_check(1)').first() ?? [];
  if (answer === 'ok') return;
  throw damaged(answer ?? 'the check gave no answer');
};

const connect = (path: string, suspect: boolean): Connection => {
  assertNotEmptied(path);
  // SQLite gives the files it adds beside the database the mode of the database.
  createPrivateFile(path);
  const connection = new Database(path);
  try {
    if (suspect) assertSound(connection);
    connection.exec(PRAGMAS);
    migrate(connection, path);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
};

const setAside = (dataDir: string, now: Date): string => {
  const asideName = `${LOG_NAME}-damaged-${now.toISOString().replaceAll(/[:.]/g, '-')}`;
  for (const suffix of LOG_SUFFIXES) {
    const path = join(dataDir, LOG_NAME + suffix);
    if (existsSync(path)) renameSync(path, join(dataDir, asideName + suffix));
  }
  return join(dataDir, asideName + LOG_SUFFIX);
};

/** Opens the tick log's database; one that is damaged is set aside under a dated name and a new one begun. */
export const openDatabase = (dataDir: string, now: Date): OpenedDatabase => {
  const path = tickLogPath(dataDir);
  const suspectPath = join(dataDir, SUSPECT_FILE);
  try {
    const connection = connect(path, existsSync(suspectPath));
    rmSync(suspectPath, { force: true });
    return { connection, notices: [] };
  } catch (error) {
    if (!isCorruption(error)) throw error;
    const aside = setAside(dataDir, now);
    rmSync(suspectPath, { force: true });
    const reason = error instanceof Error ? error.message : String(error);
    return {
      connection: connect(path, false),
      notices: [
        `The tick log was damaged (${reason}): it is kept as ${aside} and a new one has begun, so history before now ` +
          'comes from the archive alone; "sqlite3 FILE .recover" may save more of it.',
      ],
    };
  }
};

/** Asks the next start to check the whole file. */
export const markSuspect = (dataDir: string): void => {
  createPrivateFile(join(dataDir, SUSPECT_FILE));
};
