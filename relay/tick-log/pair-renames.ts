import type { Pair } from '../../shared/pair.ts';
import type { PairRename } from '../../shared/pair-rename.ts';
import { ArchiveCursor } from './archive-cursor.ts';
import { FeedSpans } from './feed-spans.ts';
import { MINUTE, MinuteRollup } from './minute-rollup.ts';
import { PairCounts } from './pair-counts.ts';
import type { PairIds } from './pair-ids.ts';
import { inTransaction, prepareQuery, prepareWrite, type Connection, type SqlValue } from './sqlite.ts';

/** Ticks of ?1 that ?2 has as well. */
const TWICE = `
  SELECT former.id, former.timestamp, EXISTS (SELECT 1 FROM dead_letters WHERE dead_letters.row = former.id)
  FROM ticks AS former JOIN ticks AS other
    ON other.pair_id = ?2 AND other.timestamp = former.timestamp AND other.price = former.price
  WHERE former.pair_id = ?1`;

const COUNT_OUT = `
  UPDATE state SET kept = kept - ?1 - ?2 - ?3,
    waiting = waiting - ?1, archived = archived - ?2, dead_lettered = dead_lettered - ?3`;

/** Makes ?2 of ?1. Ticks keep their rows: what is archived, waiting or set aside is so under either name. */
const MOVES = [
  'UPDATE ticks SET pair_id = ?2 WHERE pair_id = ?1',
  'UPDATE OR IGNORE broker_candles SET pair_id = ?2 WHERE pair_id = ?1',
  `INSERT INTO pair_counts (pair_id, received, duplicate, refused, pruned, removed)
     SELECT ?2, received, duplicate, refused, pruned, removed FROM pair_counts WHERE pair_id = ?1
   ON CONFLICT (pair_id) DO UPDATE SET
     received = received + excluded.received, duplicate = duplicate + excluded.duplicate,
     refused = refused + excluded.refused, pruned = pruned + excluded.pruned,
     removed = removed + excluded.removed`,
];

/** What the moves leave behind of ?1. */
const LEFT_OVER = ['broker_candles', 'feed_spans', 'pair_counts'].map(
  (table) => `DELETE FROM ${table} WHERE pair_id = ?1`,
);

/**
 * The `renamed_pairs` table, and what a renaming does to all others: what a pair has becomes the other's, exactly once
 * where both have it. From then on the former name stands for the new one wherever a pair is looked up.
 */
export class PairRenames {
  readonly #connection;
  readonly #pairIds;
  readonly #nameOf;

  constructor(connection: Connection, pairIds: PairIds) {
    this.#connection = connection;
    this.#pairIds = pairIds;
    // Pages say it anew each time they are opened.
    this.#nameOf = prepareQuery<[former: Pair], [pair: Pair]>(
      connection,
      'SELECT pair FROM renamed_pairs WHERE former = ?',
    );
  }

  /**
   * All in one transaction; after a failure call `forget` of the pairs' ids. Answers whether anything has changed: what
   * is known already writes nothing.
   */
  rename(rename: PairRename): boolean {
    const { from, to } = rename;
    const formerId = this.#pairIds.findAsIs(from);
    const [known] = this.#nameOf.first(from) ?? [];
    if (known === to && formerId === undefined) return false;
    inTransaction(this.#connection, () => {
      this.#write(
        `INSERT INTO renamed_pairs (former, pair, archived) VALUES (?, ?, 0)
         ON CONFLICT (former) DO UPDATE SET pair = excluded.pair, archived = 0`,
        from,
        to,
      );
      if (formerId !== undefined) this.#merge(rename, formerId, this.#pairIds.findOrAdd(to));
    });
    return true;
  }

  all(): PairRename[] {
    return this.#read('');
  }

  /** Those that the archive has not been told of. */
  unarchived(): PairRename[] {
    return this.#read('WHERE archived = 0');
  }

  archived({ from, to }: PairRename): void {
    this.#write('UPDATE renamed_pairs SET archived = 1 WHERE former = ? AND pair = ?', from, to);
  }

  #read(which: string): PairRename[] {
    const sql = `SELECT former, pair FROM renamed_pairs ${which} ORDER BY former`;
    const rows = prepareQuery<[], [Pair, Pair]>(this.#connection, sql).all();
    return rows.map(([from, to]) => ({ from, to }));
  }

  #merge({ from, to }: PairRename, formerId: number, pairId: number): void {
    const twice = this.#removeTwice(formerId, pairId);
    for (const move of MOVES) this.#write(move, formerId, pairId);
    this.#write('UPDATE dead_letters SET pair = ?2 WHERE pair = ?1', from, to);
    new MinuteRollup(this.#connection).move(formerId, pairId);
    new FeedSpans(this.#connection).move(formerId, pairId);
    new PairCounts(this.#connection).add(pairId, { duplicate: twice });
    for (const removal of LEFT_OVER) this.#write(removal, formerId);
    this.#pairIds.remove(from);
  }

  /** Removes the former's ticks that the other pair has as well; answers how many. */
  #removeTwice(formerId: number, pairId: number): number {
    const query = prepareQuery<
      [from: number, to: number],
      [row: number, timestamp: number, isLetter: number]
    >(this.#connection, TWICE);
    const twice = query.all(formerId, pairId);
    const { row: cursor } = new ArchiveCursor(this.#connection);
    let [waiting, archived, deadLettered] = [0, 0, 0];
    for (const [row, timestamp, isLetter] of twice) {
      this.#write('DELETE FROM ticks WHERE id = ?', row);
      this.#write('DELETE FROM dead_letters WHERE row = ?', row);
      const minute = timestamp - (timestamp % MINUTE);
      this.#write('UPDATE candles_1m SET ticks = ticks - 1 WHERE pair_id = ? AND time = ?', formerId, minute);
      if (isLetter === 1) deadLettered++;
      else if (row > cursor) waiting++;
      else archived++;
    }
    this.#write(COUNT_OUT, waiting, archived, deadLettered);
    return twice.length;
  }

  /** A renaming is rare: nothing is kept prepared for it. */
  #write(sql: string, ...parameters: readonly SqlValue[]): void {
    prepareWrite<readonly SqlValue[]>(this.#connection, sql)(...parameters);
  }
}
