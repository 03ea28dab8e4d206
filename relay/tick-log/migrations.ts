import { UserError } from '../user-error.ts';
import { inTransaction, prepareQuery, type Connection } from './sqlite.ts';

/** Each brings the database from the version of its index to the next; never edit one that was released. */
const MIGRATIONS = [
  // Row ids are AUTOINCREMENT because the archive's cursor is one, and pruning may remove the highest.
  `CREATE TABLE pairs (
     id INTEGER PRIMARY KEY,
     pair TEXT NOT NULL UNIQUE,
     label TEXT, digits INTEGER, kind TEXT, payout REAL, open INTEGER
   );
   CREATE TABLE ticks (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     pair_id INTEGER NOT NULL, timestamp INTEGER NOT NULL, price REAL NOT NULL,
     UNIQUE (pair_id, timestamp, price)
   );
   CREATE TABLE candles_1m (
     pair_id INTEGER NOT NULL, time INTEGER NOT NULL,
     open REAL NOT NULL, high REAL NOT NULL, low REAL NOT NULL, close REAL NOT NULL,
     ticks INTEGER NOT NULL, open_timestamp INTEGER NOT NULL, close_timestamp INTEGER NOT NULL,
     PRIMARY KEY (pair_id, time)
   ) WITHOUT ROWID;
   CREATE TABLE broker_candles (
     pair_id INTEGER NOT NULL, duration INTEGER NOT NULL, time INTEGER NOT NULL,
     open REAL NOT NULL, high REAL NOT NULL, low REAL NOT NULL, close REAL NOT NULL,
     PRIMARY KEY (pair_id, duration, time)
   ) WITHOUT ROWID;
   CREATE TABLE dead_letters (
     row INTEGER PRIMARY KEY,
     pair TEXT NOT NULL, timestamp INTEGER NOT NULL, price REAL NOT NULL, reason TEXT NOT NULL
   );
   CREATE TABLE state (
     id INTEGER PRIMARY KEY CHECK (id = 1),
     cursor INTEGER NOT NULL, kept INTEGER NOT NULL, waiting INTEGER NOT NULL,
     archived INTEGER NOT NULL, dead_lettered INTEGER NOT NULL
   );
   INSERT INTO state VALUES (1, 0, 0, 0, 0, 0);`,
  // What became of every tick that came, a row a pair; pair_id 0 stands for ticks of no known pair. received:
  // ticks of acked batches. pruned: archived, and gone from here since. removed: gone without being archived.
  // Until now state.kept was the number of rows; from here on it is what is here, archived or set aside.
  // A pair's feed_spans are the stretches in which a page received its prices: beyond them silence means nothing.
  // Pruning used to take dead-lettered ticks as well; their letters go, because nothing is left to try again.
  `UPDATE state SET dead_lettered = dead_lettered -
     (SELECT count(*) FROM dead_letters WHERE row NOT IN (SELECT id FROM ticks));
   DELETE FROM dead_letters WHERE row NOT IN (SELECT id FROM ticks);
   CREATE TABLE pair_counts (
     pair_id INTEGER PRIMARY KEY,
     received INTEGER NOT NULL DEFAULT 0, duplicate INTEGER NOT NULL DEFAULT 0, refused INTEGER NOT NULL DEFAULT 0,
     pruned INTEGER NOT NULL DEFAULT 0, removed INTEGER NOT NULL DEFAULT 0
   );
   INSERT INTO pair_counts (pair_id, received) SELECT pair_id, count(*) FROM ticks GROUP BY pair_id;
   INSERT INTO pair_counts (pair_id, received, pruned)
     SELECT 0, archived + waiting + dead_lettered - kept, archived + waiting + dead_lettered - kept FROM state;
   UPDATE state SET kept = archived + waiting + dead_lettered;
   CREATE TABLE feed_spans (
     pair_id INTEGER NOT NULL, began INTEGER NOT NULL, ended INTEGER NOT NULL,
     PRIMARY KEY (pair_id, began)
   ) WITHOUT ROWID;`,
  // Pairs whose ticks came before their name did; archived: whether the archive calls them so, too.
  `CREATE TABLE renamed_pairs (
     former TEXT PRIMARY KEY, pair TEXT NOT NULL, archived INTEGER NOT NULL
   ) WITHOUT ROWID;`,
];

const versionOf = (connection: Connection, path: string): number => {
  const [version = 0] = prepareQuery<[], [number]>(connection, 'PRAGMA user_version').first() ?? [];
  if (version > MIGRATIONS.length) {
    throw new UserError(
      `The tick log ${path} was written by a newer tick-relay (its format is ${version}, this relay knows up to ` +
        `${MIGRATIONS.length}): update tick-relay, or set TICK_RELAY_DATA_DIR to another folder.`,
    );
  }
  return version;
};

/**
 * For those who only read: the tables of ticks and candles are the same in every version.
 * @throws UserError where a newer relay has written it, or none yet.
 */
export const assertKnownVersion = (connection: Connection, path: string): void => {
  if (versionOf(connection, path) === 0)
    throw new UserError(`The tick log ${path} is empty: start the relay on it once.`);
};

/** Brings a database to this relay's version; throws a sentence where a newer relay has written it. */
export const migrate = (connection: Connection, path: string): void => {
  const version = versionOf(connection, path);
  for (const [index, sql] of MIGRATIONS.entries()) {
    if (index < version) continue;
    inTransaction(connection, () => {
      connection.exec(sql);
      connection.exec(`PRAGMA user_version = ${index + 1}`);
    });
  }
};
