import Database from 'libsql';
import { expect, test } from 'vitest';
import { openTestTickLog } from '../../testing/tick-log.ts';
import { ticksOf } from '../../testing/ticks.ts';
import { describeTickLogError } from './tick-log-error.ts';

const problemOf = (work: () => void): string => {
  try {
    work();
  } catch (error) {
    return describeTickLogError(error, '/data');
  }
  throw new Error('It did not fail.');
};

test('a full disk', () => {
  const { append, connection } = openTestTickLog();
  connection.exec('PRAGMA max_page_count = 1');
  expect(problemOf(() => append(...ticksOf('EURUSD_otc', 5_000)))).toMatch(
    /^The disk of the tick log's folder \/data is full: .*TICK_RELAY_DATA_DIR/,
  );
});

test('a database that may only be read', () => {
  const { append, connection } = openTestTickLog();
  connection.exec('PRAGMA query_only = ON');
  expect(problemOf(() => append(...ticksOf('EURUSD_otc', 1)))).toMatch(
    /^The tick log in \/data cannot be written .*write permission.*TICK_RELAY_DATA_DIR/,
  );
});

test('a file that cannot be opened', () => {
  expect(problemOf(() => new Database('/no/such/folder/ticks.sqlite'))).toMatch(
    /^The tick log in \/data cannot be written/,
  );
});

test('anything else names its code', () => {
  const { connection } = openTestTickLog();
  expect(problemOf(() => void connection.exec('SELECT missing'))).toMatch(
    /^The tick log in \/data failed \(SQLITE_ERROR: no such column: missing\)/,
  );
});
