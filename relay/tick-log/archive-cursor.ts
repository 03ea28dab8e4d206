import type { Pair } from '../../shared/pair.ts';
import { milliseconds } from '../../shared/units.ts';
import { inTransaction, prepareQuery, prepareWrite, type Connection } from './sqlite.ts';
import type { LogCounts, WaitingTick } from './tick-log.ts';

type StateRow = [cursor: number, kept: number, waiting: number, archived: number, deadLettered: number];

/**
 * How far the archive has come, and the counters, which every transaction keeps so that nobody has to count
 * rows. Every tick that was kept is waiting, archived or dead-lettered, and in one of them only.
 */
export class ArchiveCursor {
  readonly #connection;
  readonly #state;
  readonly #waiting;
  readonly #acceptedUpTo;
  readonly #move;
  readonly #addDeadLetter;
  readonly #countDeadLetter;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#state = prepareQuery<[], StateRow>(
      connection,
      'SELECT cursor, kept, waiting, archived, dead_lettered FROM state',
    );
    const waiting = `id > (SELECT cursor FROM state)
      AND NOT EXISTS (SELECT 1 FROM dead_letters WHERE dead_letters.row = ticks.id)`;
    this.#waiting = prepareQuery<[after: number, limit: number], [number, Pair, number, number]>(
      connection,
      `SELECT ticks.id, pairs.pair, ticks.timestamp, ticks.price
       FROM ticks CROSS JOIN pairs ON pairs.id = ticks.pair_id
       WHERE ticks.${waiting} AND ticks.id > ? ORDER BY ticks.id LIMIT ?`,
    );
    this.#acceptedUpTo = prepareQuery<[row: number], [number]>(
      connection,
      `SELECT count(*) FROM ticks WHERE ${waiting} AND id <= ?`,
    );
    this.#move = prepareWrite<[row: number, waiting: number, archived: number]>(
      connection,
      'UPDATE state SET cursor = ?, waiting = waiting - ?, archived = archived + ?',
    );
    // As the row is now: its pair may have been renamed since it was read.
    this.#addDeadLetter = prepareWrite<[row: number, reason: string]>(
      connection,
      `INSERT OR IGNORE INTO dead_letters (row, pair, timestamp, price, reason)
       SELECT ticks.id, pairs.pair, ticks.timestamp, ticks.price, ?2
       FROM ticks JOIN pairs ON pairs.id = ticks.pair_id WHERE ticks.id = ?1`,
    );
    this.#countDeadLetter = prepareWrite<[]>(
      connection,
      'UPDATE state SET waiting = waiting - 1, dead_lettered = dead_lettered + 1',
    );
  }

  get row(): number {
    return this.#read()[0];
  }

  counts(): LogCounts {
    const [, kept, waiting, archived, deadLettered] = this.#read();
    return { kept, waiting, archived, deadLettered };
  }

  waiting(limit: number, after: number): WaitingTick[] {
    return this.#waiting
      .all(after, limit)
      .map(([row, pair, timestamp, price]) => ({ row, pair, price, timestamp: milliseconds(timestamp) }));
  }

  moveTo(row: number): void {
    inTransaction(this.#connection, () => {
      if (row <= this.row) return;
      const [accepted = 0] = this.#acceptedUpTo.first(row) ?? [];
      this.#move(row, accepted, accepted);
    });
  }

  deadLetter({ row }: WaitingTick, reason: string): void {
    inTransaction(this.#connection, () => {
      if (row <= this.row) return;
      if (this.#addDeadLetter(row, reason) > 0) this.#countDeadLetter();
    });
  }

  #read(): StateRow {
    const state = this.#state.first();
    if (!state)
      throw new Error('The tick log has lost its counters: move its file away and restart the relay.');
    return state;
  }
}
