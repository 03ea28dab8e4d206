import type { Pair } from '../../shared/pair.ts';
import { milliseconds } from '../../shared/units.ts';
import { PairCounts } from './pair-counts.ts';
import { inTransaction, prepareQuery, prepareWrite, type Connection, type Query } from './sqlite.ts';
import type { DeadLetter, DeadLetterQuery } from './tick-log.ts';

/** Dead letters of one transaction, for whose time an append has to wait. */
const CHUNK = 1_000;

type Row = [row: number, pair: Pair, timestamp: number, price: number, reason: string];

/** What was settled of a chunk. */
export interface SettledLetters {
  readonly settled: number;
  /** Go on after this one; `undefined`: there are no more. */
  readonly next: number | undefined;
}

/** The `dead_letters` table: ticks that the archive refuses for good, and what a person decides about them. */
export class DeadLetters {
  readonly #connection;
  readonly #pairCounts;
  readonly #page: Query<[after: number, upTo: number, pair: Pair | null, limit: number], Row>;
  readonly #newest;
  readonly #pairId;
  readonly #removeLetter;
  readonly #removeTick;
  readonly #insertTick;
  readonly #count;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#pairCounts = new PairCounts(connection);
    this.#page = prepareQuery(
      connection,
      `SELECT row, pair, timestamp, price, reason FROM dead_letters
       WHERE row > ?1 AND row <= ?2 AND (?3 IS NULL OR pair = ?3) ORDER BY row LIMIT ?4`,
    );
    this.#newest = prepareQuery<[], [number]>(connection, 'SELECT coalesce(max(row), 0) FROM dead_letters');
    this.#pairId = prepareQuery<[row: number], [number]>(
      connection,
      'SELECT pair_id FROM ticks WHERE id = ?',
    );
    this.#removeLetter = prepareWrite<[row: number]>(connection, 'DELETE FROM dead_letters WHERE row = ?');
    this.#removeTick = prepareWrite<[row: number]>(connection, 'DELETE FROM ticks WHERE id = ?');
    this.#insertTick = prepareWrite<[pairId: number, timestamp: number, price: number]>(
      connection,
      'INSERT INTO ticks (pair_id, timestamp, price) VALUES (?, ?, ?)',
    );
    this.#count = prepareWrite<[kept: number, waiting: number, deadLettered: number]>(
      connection,
      'UPDATE state SET kept = kept + ?, waiting = waiting + ?, dead_lettered = dead_lettered + ?',
    );
  }

  /** The last one's row: what is set aside later has a higher one. */
  newest(): number {
    return this.#newest.first()?.[0] ?? 0;
  }

  list({ pair, after, limit }: DeadLetterQuery): DeadLetter[] {
    return this.#page
      .all(after ?? 0, Number.MAX_SAFE_INTEGER, pair ?? null, limit)
      .map(([row, name, timestamp, price, reason]) => ({
        row,
        pair: name,
        timestamp: milliseconds(timestamp),
        price,
        reason,
      }));
  }

  /** Lets a chunk wait again: each tick gets a new row, which lies beyond the archive's cursor. */
  retry(pair: Pair | undefined, after: number, upTo: number): SettledLetters {
    return this.#settle(pair, after, upTo, (pairId, timestamp, price) => {
      this.#insertTick(pairId, timestamp, price);
      this.#count(0, 1, -1);
    });
  }

  /** Removes the ticks of a chunk from the log. Their 1-minute candles stay as they are. */
  drop(pair: Pair | undefined, after: number, upTo: number): SettledLetters {
    return this.#settle(pair, after, upTo, (pairId) => {
      this.#pairCounts.add(pairId, { removed: 1 });
      this.#count(-1, 0, -1);
    });
  }

  #settle(
    pair: Pair | undefined,
    after: number,
    upTo: number,
    settle: (pairId: number, timestamp: number, price: number) => void,
  ): SettledLetters {
    return inTransaction(this.#connection, () => {
      const letters = this.#page.all(after, upTo, pair ?? null, CHUNK);
      for (const [row, name, timestamp, price] of letters) {
        const [pairId] = this.#pairId.first(row) ?? [];
        if (pairId === undefined) {
          throw new Error(`The dead letter of row ${row} (${name}) has no tick: run \`tick-relay audit\`.`);
        }
        this.#removeTick(row);
        this.#removeLetter(row);
        settle(pairId, timestamp, price);
      }
      return { settled: letters.length, next: letters.length < CHUNK ? undefined : letters.at(-1)?.[0] };
    });
  }
}
