import { prepareQuery, type Connection } from './sqlite.ts';
import type { Span } from './candle-source.ts';

const PAGE_ROWS = 1_000;

type TickRow = [timestamp: number, price: number];

/**
 * Reads all ticks of a pair, a page at a time, each in a moment of its own: a reading of minutes keeps nobody from
 * folding the WAL back. `(timestamp, price)` is unique, so each page goes on behind the last one's end exactly.
 */
export const createTickPages = (
  connection: Connection,
): ((pairId: number, span: Span) => Generator<readonly TickRow[]>) => {
  const query = prepareQuery<[pairId: number, to: number, timestamp: number, price: number], TickRow>(
    connection,
    `SELECT timestamp, price FROM ticks
     WHERE pair_id = ?1 AND timestamp < ?2 AND (timestamp, price) > (?3, ?4)
     ORDER BY timestamp, price LIMIT ${PAGE_ROWS}`,
  );
  return function* (pairId, { from, to }) {
    // Before every price of that moment, because prices are positive.
    let last: TickRow = [from, 0];
    for (;;) {
      const page = query.all(pairId, to, ...last);
      if (page.length > 0) yield page;
      const end = page.at(-1);
      if (!end || page.length < PAGE_ROWS) return;
      last = end;
    }
  };
};
