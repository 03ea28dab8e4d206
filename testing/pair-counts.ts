import { prepareQuery, type Connection } from '../relay/tick-log/sqlite.ts';

/** The `pair_counts` table by pair; '' is the row of no known pair. */
export const readPairCounts = (connection: Connection): Record<string, Record<string, number>> =>
  Object.fromEntries(
    prepareQuery<[], [string, number, number, number, number, number]>(
      connection,
      `SELECT coalesce(pair, ''), received, duplicate, refused, pruned, removed
       FROM pair_counts LEFT JOIN pairs ON pairs.id = pair_id`,
    )
      .all()
      .map(([pair, received, duplicate, refused, pruned, removed]) => [
        pair,
        { received, duplicate, refused, pruned, removed },
      ]),
  );
