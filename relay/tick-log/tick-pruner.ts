import { candleTime } from '../../shared/timeframe.ts';
import type { Milliseconds } from '../../shared/units.ts';
import { crashPoint } from '../crash-point.ts';
import { MINUTE } from './minute-rollup.ts';
import { PairCounts } from './pair-counts.ts';
import { inTransaction, prepareQuery, prepareWrite, type Connection, type Query } from './sqlite.ts';

/** Ticks looked at in one transaction, for whose time (some 10 ms) an append has to wait. */
const CHUNK_TICKS = 1_000;

/** Where the next chunk goes on. */
export interface PrunePlace {
  readonly pairId: number;
  readonly timestamp: number;
  readonly price: number;
}

export interface PrunedChunk {
  readonly removed: number;
  /** `undefined`: nothing more to look at. */
  readonly next?: PrunePlace | undefined;
}

export const PRUNE_START: PrunePlace = { pairId: 0, timestamp: 0, price: 0 };

/** Removes old ticks chunk by chunk, in the order of the unique index, so that each chunk is one short search. */
export class TickPruner {
  readonly #connection;
  readonly #pairCounts;
  readonly #chunk: Query<
    [pairId: number, timestamp: number, price: number, before: number],
    [id: number, timestamp: number, price: number, isDeadLetter: number]
  >;
  readonly #nextPair: Query<[pairId: number], [id: number]>;
  readonly #remove;
  readonly #count;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#pairCounts = new PairCounts(connection);
    this.#chunk = prepareQuery(
      connection,
      `SELECT id, timestamp, price, EXISTS (SELECT 1 FROM dead_letters WHERE dead_letters.row = ticks.id) FROM ticks
       WHERE pair_id = ? AND (timestamp, price) > (?, ?) AND timestamp < ?
       ORDER BY timestamp, price LIMIT ${CHUNK_TICKS}`,
    );
    this.#nextPair = prepareQuery(connection, 'SELECT id FROM pairs WHERE id > ? ORDER BY id LIMIT 1');
    this.#remove = prepareWrite<[id: number]>(connection, 'DELETE FROM ticks WHERE id = ?');
    this.#count = prepareWrite<[removed: number]>(
      connection,
      'UPDATE state SET kept = kept - ?1, waiting = waiting - ?1',
    );
  }

  /** `before` is rounded down to the minute, so that no shorter candle loses a part of its ticks. */
  pruneChunk(place: PrunePlace, before: Milliseconds, cursor: number, onlyArchived: boolean): PrunedChunk {
    const { pairId, timestamp, price } = place;
    const looked = this.#chunk.all(pairId, timestamp, price, candleTime(before, MINUTE));
    const ids = looked
      .filter(([id, , , isDeadLetter]) => isDeadLetter === 0 && (!onlyArchived || id <= cursor))
      .map(([id]) => id);
    if (ids.length > 0) {
      inTransaction(this.#connection, () => {
        for (const id of ids) this.#remove(id);
        crashPoint('during-pruning');
        const removed = ids.filter((id) => id > cursor).length;
        this.#pairCounts.add(pairId, { pruned: ids.length - removed, removed });
        this.#count(removed);
      });
      crashPoint('between-prunings');
    }
    return { removed: ids.length, next: this.#after(place, looked.at(-1)) };
  }

  #after(place: PrunePlace, last: readonly number[] | undefined): PrunePlace | undefined {
    const [, timestamp, price] = last ?? [];
    if (timestamp !== undefined && price !== undefined) return { pairId: place.pairId, timestamp, price };
    const [pairId] = this.#nextPair.first(place.pairId) ?? [];
    return pairId === undefined ? undefined : { ...PRUNE_START, pairId };
  }
}
