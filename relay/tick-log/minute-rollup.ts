import { candlesOfTicks } from '../../shared/candle-builder.ts';
import type { Tick } from '../../shared/tick.ts';
import { timeframeDuration } from '../../shared/timeframe.ts';
import { prepareQuery, prepareWrite, type Connection } from './sqlite.ts';

export const MINUTE = timeframeDuration('1m');

/** The rule of `joinCandles`: the earliest timestamp opens, the latest closes, the lower and higher price at ties. */
const JOIN = `ON CONFLICT (pair_id, time) DO UPDATE SET
         open = CASE WHEN (excluded.open_timestamp, excluded.open) < (open_timestamp, open)
           THEN excluded.open ELSE open END,
         close = CASE WHEN (excluded.close_timestamp, excluded.close) > (close_timestamp, close)
           THEN excluded.close ELSE close END,
         open_timestamp = min(open_timestamp, excluded.open_timestamp),
         close_timestamp = max(close_timestamp, excluded.close_timestamp),
         high = max(high, excluded.high),
         low = min(low, excluded.low),
         ticks = ticks + excluded.ticks`;

type Quote = Pick<Tick, 'price' | 'timestamp'>;

/** How many ticks of each pair are new, by the start of their minute. */
export type NewTicks = ReadonlyMap<number, ReadonlyMap<number, number>>;

/**
 * Keeps `candles_1m` in step with newly inserted ticks. Prices may come from repeated ticks too, which changes
 * nothing; `ticks` counts only new ones.
 */
export class MinuteRollup {
  readonly #insertedSince;
  readonly #upsert;
  readonly #copy;
  readonly #remove;

  constructor(connection: Connection) {
    // NOT INDEXED leaves the row id: the unique index would be read as a whole, because it has GROUP BY's order.
    this.#insertedSince = prepareQuery<[lastRow: number], [pairId: number, time: number, ticks: number]>(
      connection,
      `SELECT pair_id, timestamp - timestamp % ${MINUTE} AS time, count(*)
       FROM ticks NOT INDEXED WHERE id > ? GROUP BY 1, 2`,
    );
    this.#upsert = prepareWrite<[number, number, number, number, number, number, number, number, number]>(
      connection,
      `INSERT INTO candles_1m
         (pair_id, time, open, high, low, close, ticks, open_timestamp, close_timestamp)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ${JOIN}`,
    );
    this.#copy = prepareWrite<[from: number, to: number]>(
      connection,
      `INSERT INTO candles_1m SELECT ?2, time, open, high, low, close, ticks, open_timestamp, close_timestamp
       FROM candles_1m WHERE pair_id = ?1
       ${JOIN}`,
    );
    this.#remove = prepareWrite<[pairId: number]>(connection, 'DELETE FROM candles_1m WHERE pair_id = ?');
  }

  /** `newTicks`: what of the quotes is new, where some were in the log already. */
  update(quotesByPair: ReadonlyMap<number, readonly Quote[]>, newTicks: NewTicks | undefined): void {
    for (const [pairId, quotes] of quotesByPair) {
      for (const candle of candlesOfTicks(quotes, MINUTE)) {
        const { time, open, high, low, close, openTimestamp, closeTimestamp } = candle;
        const ticks = newTicks ? newTicks.get(pairId)?.get(time) : candle.ticks;
        if (ticks !== undefined)
          this.#upsert(pairId, time, open, high, low, close, ticks, openTimestamp, closeTimestamp);
      }
    }
  }

  /** Belongs into a transaction. Joins a pair's candles with another's, and leaves it without any. */
  move(from: number, to: number): void {
    this.#copy(from, to);
    this.#remove(from);
  }

  /** The rows with an id above `lastRow`. */
  countSince(lastRow: number): NewTicks {
    const counted = new Map<number, Map<number, number>>();
    for (const [pairId, time, ticks] of this.#insertedSince.all(lastRow)) {
      const minutes = counted.get(pairId) ?? new Map<number, number>();
      counted.set(pairId, minutes.set(time, ticks));
    }
    return counted;
  }
}
