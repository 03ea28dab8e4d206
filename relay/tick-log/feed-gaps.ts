import { FEED_SILENCE_MS, type FeedGap } from '../../shared/feed-span.ts';
import { milliseconds } from '../../shared/units.ts';
import type { BrokerCandles } from './broker-candles.ts';
import { prepareQuery, type Connection } from './sqlite.ts';
import type { GapQuery } from './tick-log.ts';

/** A shorter pause is the way from one page or connection to the next, and no news. */
export const SHORTEST_GAP_MS = 2_000;
/** The most in one answer, the newest. */
export const MAX_GAPS = 1_000;

type Ends = readonly [from: number, to: number | undefined];

/** Reads the stretches between a pair's spans: what nobody received. */
export class FeedGaps {
  readonly #brokers: BrokerCandles;
  readonly #between;
  readonly #last;

  constructor(connection: Connection, brokers: BrokerCandles) {
    this.#brokers = brokers;
    // From the last span that begins before `from`, whose gap may reach into the question, to the first after `to`.
    this.#between = prepareQuery<[pairId: number, from: number, to: number], [from: number, to: number]>(
      connection,
      `SELECT * FROM (
         SELECT ended AS gap_from, lead(began) OVER (ORDER BY began) AS gap_to FROM feed_spans
         WHERE pair_id = ?1
           AND began >= coalesce((SELECT max(began) FROM feed_spans WHERE pair_id = ?1 AND began <= ?2), 0)
           AND began <= coalesce((SELECT min(began) FROM feed_spans WHERE pair_id = ?1 AND began >= ?3), ?3)
       )
       WHERE gap_to - gap_from >= ${SHORTEST_GAP_MS} AND gap_to > ?2 AND gap_from < ?3
       ORDER BY gap_from DESC LIMIT ${MAX_GAPS}`,
    );
    this.#last = prepareQuery<[pairId: number], [ended: number]>(
      connection,
      'SELECT ended FROM feed_spans WHERE pair_id = ? ORDER BY began DESC LIMIT 1',
    );
  }

  read(pairId: number, query: GapQuery): FeedGap[] {
    const { from = 0, to = Number.MAX_SAFE_INTEGER, now, longestFill } = query;
    const ended: Ends[] = this.#between.all(pairId, from, to).reverse();
    const [last] = this.#last.first(pairId) ?? [];
    const isOpen = last !== undefined && last < to && now - last > FEED_SILENCE_MS;
    const fills = this.#brokers.durations(pairId).filter((duration) => duration <= longestFill);
    return [...ended, ...(isOpen ? [[last, undefined] as const] : [])].map(([began, end]) => {
      const span = { from: milliseconds(began), to: milliseconds(end ?? now) };
      const filled = fills.some((duration) => this.#brokers.cover(pairId, duration, span));
      return end === undefined ? { from: span.from, filled } : { ...span, filled };
    });
  }
}
