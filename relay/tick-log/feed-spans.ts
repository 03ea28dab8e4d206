import type { FeedSpan } from '../../shared/feed-span.ts';
import { milliseconds, type Milliseconds } from '../../shared/units.ts';
import { prepareQuery, prepareWrite, type Connection } from './sqlite.ts';

/** Spans so near to each other are one: the pause between two ticks says nothing. */
export const JOINED_MS = 1_000;

type SpanRow = [began: number, ended: number];

/**
 * The `feed_spans` table: when each pair's feed was up, as captures claimed it. Its rows lie further apart than
 * `JOINED_MS`, so the same claims give the same rows in any order, however often they come.
 */
export class FeedSpans {
  readonly #near;
  readonly #all;
  readonly #newer;
  readonly #newest;
  readonly #remove;
  readonly #insert;
  readonly #extend;

  constructor(connection: Connection) {
    // Of the rows that begin before `from`, only the last can reach it.
    this.#near = prepareQuery<[pairId: number, from: number, to: number], SpanRow>(
      connection,
      `SELECT began, ended FROM feed_spans
       WHERE pair_id = ?1 AND began <= ?3 + ${JOINED_MS} AND ended >= ?2 - ${JOINED_MS}
         AND began >= coalesce(
           (SELECT max(began) FROM feed_spans WHERE pair_id = ?1 AND began <= ?2), 0)
       ORDER BY began`,
    );
    this.#all = prepareQuery<[pairId: number], SpanRow>(
      connection,
      'SELECT began, ended FROM feed_spans WHERE pair_id = ?',
    );
    this.#newer = prepareQuery<[pairId: number, began: number], [number]>(
      connection,
      'SELECT began FROM feed_spans WHERE pair_id = ? AND began > ? LIMIT 1',
    );
    this.#newest = prepareQuery<[after: number], [pair: string, began: number, ended: number]>(
      connection,
      `SELECT pair, began, ended FROM pairs JOIN feed_spans ON pair_id = id
       WHERE began = (SELECT max(began) FROM feed_spans WHERE pair_id = id) AND ended > ?`,
    );
    this.#remove = prepareWrite<[pairId: number, began: number]>(
      connection,
      'DELETE FROM feed_spans WHERE pair_id = ? AND began = ?',
    );
    this.#insert = prepareWrite<[pairId: number, began: number, ended: number]>(
      connection,
      'INSERT INTO feed_spans (pair_id, began, ended) VALUES (?, ?, ?)',
    );
    this.#extend = prepareWrite<[ended: number, pairId: number, began: number]>(
      connection,
      'UPDATE feed_spans SET ended = ? WHERE pair_id = ? AND began = ?',
    );
  }

  /**
   * Belongs into a transaction. Joins a span with those it overlaps or touches. Answers whether the pair's gaps
   * are other ones now; that its newest span goes on changes none.
   */
  add(pairId: number, from: number, to: number): boolean {
    const near = this.#near.all(pairId, from, to);
    const [first] = near;
    if (near.length === 1 && first && first[0] <= from) return this.#goOn(pairId, first, to);
    for (const [began] of near) this.#remove(pairId, began);
    const began = Math.min(from, first?.[0] ?? from);
    this.#insert(pairId, began, Math.max(to, near.at(-1)?.[1] ?? to));
    return true;
  }

  /** Belongs into a transaction. Joins what is claimed of a pair with what is claimed of another. */
  move(fromId: number, toId: number): void {
    for (const [began, ended] of this.#all.all(fromId)) this.add(toId, began, ended);
  }

  /** The newest span of each pair, where it ended `after` then. */
  newest(after: Milliseconds): FeedSpan[] {
    return this.#newest
      .all(after)
      .map(([pair, began, ended]) => ({ pair, from: milliseconds(began), to: milliseconds(ended) }));
  }

  #goOn(pairId: number, [began, ended]: SpanRow, to: number): boolean {
    if (to <= ended) return false;
    this.#extend(to, pairId, began);
    return this.#newer.first(pairId, began) !== undefined;
  }
}
