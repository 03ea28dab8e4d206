import Database from 'libsql';
import type { Pair } from '../../shared/pair.ts';
import { prepareQuery, type Connection, type Query } from './sqlite.ts';
import type { LogCounts } from './tick-log.ts';

/** Rows counted in one call, for whose time (some milliseconds) an append has to wait. */
const CHUNK_ROWS = 50_000;

/** One pair's counters, and its dead letters as they lie in their table. */
export interface CountedPair {
  readonly id: number;
  /** `null`: no pair that the log knows. */
  readonly pair: Pair | null;
  readonly received: number;
  readonly duplicate: number;
  readonly refused: number;
  readonly pruned: number;
  readonly removed: number;
  readonly deadLettered: number;
}

export interface AuditStart {
  readonly pairs: readonly CountedPair[];
  readonly state: LogCounts;
}

/** A part of a pair's rows. */
export interface CountedRows {
  readonly rows: number;
  /** Those of them that the archive's cursor has passed and that are no dead letters. */
  readonly archived: number;
  /** Those of them that lie beyond the cursor and are no dead letters. */
  readonly waiting: number;
  /** The timestamp to go on from; `undefined`: that was the last part. */
  readonly next: number | undefined;
}

type PairRow = [
  id: number,
  pair: Pair | null,
  received: number,
  duplicate: number,
  refused: number,
  pruned: number,
  removed: number,
  deadLettered: number,
];

const PAIRS = `
  SELECT ids.id, pairs.pair, coalesce(received, 0), coalesce(duplicate, 0), coalesce(refused, 0),
    coalesce(pruned, 0), coalesce(removed, 0),
    (SELECT count(*) FROM dead_letters WHERE dead_letters.pair = pairs.pair)
  FROM (SELECT id FROM pairs UNION SELECT pair_id FROM pair_counts) AS ids
  LEFT JOIN pairs ON pairs.id = ids.id
  LEFT JOIN pair_counts ON pair_counts.pair_id = ids.id
  ORDER BY pairs.pair`;

/**
 * The log as it was at one moment, read by a connection of its own: appends go on meanwhile and every figure still
 * belongs to the same moment. While it is open SQLite's WAL grows, so it is closed as soon as it is counted.
 */
export class AuditSnapshot {
  readonly #connection: Connection;
  readonly #end: Query<[pairId: number, from: number], [timestamp: number]>;
  readonly #rows: Query<
    [pairId: number, from: number, to: number],
    [rows: number, archived: number, waiting: number]
  >;

  constructor(live: Connection) {
    const [, , path = ''] =
      prepareQuery<[], [number, string, string]>(live, 'PRAGMA database_list').first() ?? [];
    this.#connection = new Database(path);
    this.#connection.exec('PRAGMA query_only = 1; PRAGMA busy_timeout = 2000; BEGIN');
    this.#end = prepareQuery(
      this.#connection,
      `SELECT timestamp FROM ticks WHERE pair_id = ? AND timestamp >= ?
       ORDER BY timestamp LIMIT 1 OFFSET ${CHUNK_ROWS}`,
    );
    // The unique index has every column and the row id, so that no tick's own page is read.
    this.#rows = prepareQuery(
      this.#connection,
      `SELECT count(*),
         coalesce(sum(id <= (SELECT cursor FROM state) AND id NOT IN (SELECT row FROM dead_letters)), 0),
         coalesce(sum(id > (SELECT cursor FROM state) AND id NOT IN (SELECT row FROM dead_letters)), 0)
       FROM ticks WHERE pair_id = ? AND timestamp >= ? AND timestamp < ?`,
    );
  }

  start(): AuditStart {
    const pairs = prepareQuery<[], PairRow>(this.#connection, PAIRS)
      .all()
      .map(([id, pair, received, duplicate, refused, pruned, removed, deadLettered]) => ({
        ...{ id, pair, received, duplicate, refused, pruned, removed, deadLettered },
      }));
    const [kept = 0, archived = 0, waiting = 0, deadLettered = 0] =
      prepareQuery<[], [number, number, number, number]>(
        this.#connection,
        'SELECT kept, archived, waiting, dead_lettered FROM state',
      ).first() ?? [];
    return { pairs, state: { kept, archived, waiting, deadLettered } };
  }

  /** Counts rows with a timestamp at or after `from`, up to a bound. */
  count(pairId: number, from: number): CountedRows {
    const [end] = this.#end.first(pairId, from) ?? [];
    // Where a whole part has one timestamp, that timestamp is the part.
    const next = end === undefined ? undefined : Math.max(end, from + 1);
    const [rows = 0, archived = 0, waiting = 0] =
      this.#rows.first(pairId, from, next ?? Number.MAX_SAFE_INTEGER) ?? [];
    return { rows, archived, waiting, next };
  }

  close(): void {
    this.#connection.close();
  }
}
