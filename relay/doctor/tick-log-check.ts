import { existsSync } from 'node:fs';
import Database from 'libsql';
import { tickLogPath } from '../tick-log/open-database.ts';
import { prepareQuery } from '../tick-log/sqlite.ts';
import { bad, good, skipped, type Check } from './check.ts';

const FIX =
  'Copy the data directory, then restart the relay: it sets a damaged log aside and begins a new one.';

/** Reads the whole file, as a restore would have to: some seconds for ten million ticks. */
const quickCheck = (file: string): string => {
  const connection = new Database(file);
  try {
    connection.exec('PRAGMA query_only = 1; PRAGMA busy_timeout = 2000');
    const [answer] = prepareQuery<[], [string]>(connection, 'PRAGMA quick_check(1)').first() ?? [];
    return answer ?? 'the check gave no answer';
  } finally {
    connection.close();
  }
};

const reasonOf = (file: string): string => {
  try {
    return quickCheck(file);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

export const tickLogCheck: Check = {
  title: 'Tick log',
  check: ({ config: { dataDir } }) => {
    const file = tickLogPath(dataDir);
    if (!existsSync(file)) return skipped('There is no tick log yet.');
    const reason = reasonOf(file);
    return reason === 'ok'
      ? good("SQLite's quick check finds it sound.")
      : bad(`${file} is damaged (${reason}).`, FIX);
  },
};
