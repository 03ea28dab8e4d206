import { prepareWrite, type Connection } from './sqlite.ts';

/** The id that counts what belongs to no pair that the log knows. */
export const NO_PAIR_ID = 0;

/** What became of ticks of one pair, beside the rows that are here; what is not named has not changed. */
export interface PairCountsChange {
  /** Ticks of batches that are acked. */
  readonly received?: number | undefined;
  /** Received, but the log had them already. */
  readonly duplicate?: number | undefined;
  /** Received, but no tick. */
  readonly refused?: number | undefined;
  /** Archived, and gone from here since. */
  readonly pruned?: number | undefined;
  /** Gone from here without being archived. */
  readonly removed?: number | undefined;
}

/** The `pair_counts` table. Every change belongs into the transaction of what it counts. */
export class PairCounts {
  readonly #add;

  constructor(connection: Connection) {
    this.#add = prepareWrite<[number, number, number, number, number, number]>(
      connection,
      `INSERT INTO pair_counts (pair_id, received, duplicate, refused, pruned, removed) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (pair_id) DO UPDATE SET
         received = received + excluded.received, duplicate = duplicate + excluded.duplicate,
         refused = refused + excluded.refused, pruned = pruned + excluded.pruned,
         removed = removed + excluded.removed`,
    );
  }

  add(pairId: number, change: PairCountsChange): void {
    const { received = 0, duplicate = 0, refused = 0, pruned = 0, removed = 0 } = change;
    this.#add(pairId, received, duplicate, refused, pruned, removed);
  }
}
