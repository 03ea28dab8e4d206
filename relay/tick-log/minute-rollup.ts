import { candlesOfTicks } from '../../shared/candle-builder.ts';
import type { Tick } from '../../shared/tick.ts';
import { timeframeDuration } from '../../shared/timeframe.ts';
import { prepareQuery, prepareWrite, type Connection } from './sqlite.ts';

export const MINUTE = timeframeDuration('1m');

type Quote = Pick<Tick, 'price' | 'timestamp'>;

const keyOf = (pairId: number, time: number): string => `${pairId} ${time}`;

/**
 * Keeps `candles_1m` in step with newly inserted ticks. Prices may come from repeated ticks too, which changes
 * nothing; `ticks` counts only rows with an id above `lastRow`.
 */
export class MinuteRollup {
  readonly #insertedSince;
  readonly #upsert;

  constructor(connection: Connection) {
    // NOT INDEXED leaves the row id: the unique index would be read as a whole, because it has GROUP BY's order.
    this.#insertedSince = prepareQuery<[lastRow: number], [pairId: number, time: number, ticks: number]>(
      connection,
      `SELECT pair_id, timestamp - timestamp % ${MINUTE} AS time, count(*)
       FROM ticks NOT INDEXED WHERE id > ? GROUP BY 1, 2`,
    );
    // The rule of `joinCandles`: the earliest timestamp opens, the latest closes, the lower and higher price at ties.
    this.#upsert = prepareWrite<[number, number, number, number, number, number, number, number, number]>(
      connection,
      `INSERT INTO candles_1m
         (pair_id, time, open, high, low, close, ticks, open_timestamp, close_timestamp)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (pair_id, time) DO UPDATE SET
         open = CASE WHEN (excluded.open_timestamp, excluded.open) < (open_timestamp, open)
           THEN excluded.open ELSE open END,
         close = CASE WHEN (excluded.close_timestamp, excluded.close) > (close_timestamp, close)
           THEN excluded.close ELSE close END,
         open_timestamp = min(open_timestamp, excluded.open_timestamp),
         close_timestamp = max(close_timestamp, excluded.close_timestamp),
         high = max(high, excluded.high),
         low = min(low, excluded.low),
         ticks = ticks + excluded.ticks`,
    );
  }

  /** `repeated`: some of the quotes were in the log already, so what is new has to be counted there. */
  update(quotesByPair: ReadonlyMap<number, readonly Quote[]>, lastRow: number, repeated: boolean): void {
    const counted = repeated ? this.#countSince(lastRow) : undefined;
    for (const [pairId, quotes] of quotesByPair) {
      for (const candle of candlesOfTicks(quotes, MINUTE)) {
        const { time, open, high, low, close, openTimestamp, closeTimestamp } = candle;
        const ticks = counted ? counted.get(keyOf(pairId, time)) : candle.ticks;
        if (ticks !== undefined)
          this.#upsert(pairId, time, open, high, low, close, ticks, openTimestamp, closeTimestamp);
      }
    }
  }

  #countSince(lastRow: number): Map<string, number> {
    return new Map(
      this.#insertedSince.all(lastRow).map(([pairId, time, ticks]) => [keyOf(pairId, time), ticks]),
    );
  }
}
