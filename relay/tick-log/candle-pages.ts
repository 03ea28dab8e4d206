import type { Candle } from '../../shared/candle.ts';
import { candleTime, timeframeDuration, type Timeframe } from '../../shared/timeframe.ts';
import { milliseconds, type Milliseconds } from '../../shared/units.ts';
import type { BrokerCandles } from './broker-candles.ts';
import type { CandleReader } from './candle-reader.ts';
import type { Span } from './candle-source.ts';
import { prepareQuery, type Connection } from './sqlite.ts';

const PAGE_CANDLES = 500;

/** Reads a whole series of candles forwards, a page at a time, as `CandleReader` gives it from its end. */
export class CandlePages {
  readonly #reader: CandleReader;
  readonly #brokers: BrokerCandles;
  readonly #nextTick;
  readonly #nextMinute;

  constructor(connection: Connection, reader: CandleReader, brokers: BrokerCandles) {
    this.#reader = reader;
    this.#brokers = brokers;
    this.#nextTick = prepareQuery<[pairId: number, from: number], [number]>(
      connection,
      'SELECT timestamp FROM ticks WHERE pair_id = ? AND timestamp >= ? ORDER BY timestamp LIMIT 1',
    );
    this.#nextMinute = prepareQuery<[pairId: number, from: number], [number]>(
      connection,
      'SELECT time FROM candles_1m WHERE pair_id = ? AND time >= ? ORDER BY time LIMIT 1',
    );
  }

  *read(pairId: number, timeframe: Timeframe, { from, to }: Span): Generator<readonly Candle[]> {
    const duration = timeframeDuration(timeframe);
    let next = this.#next(pairId, { from, to });
    while (next !== undefined) {
      // The first page begins with `from`, which may lie within a candle; that one is not asked for.
      const begin = Math.max(candleTime(next, duration), from);
      const end = milliseconds(
        Math.min(candleTime(milliseconds(begin), duration) + PAGE_CANDLES * duration, to),
      );
      const query = { timeframe, from: milliseconds(begin), before: end, limit: PAGE_CANDLES };
      const { candles } = this.#reader.read(pairId, query);
      if (candles.length > 0) yield candles;
      next = this.#next(pairId, { from: end, to });
    }
  }

  /** The first moment of the span that something is known of, so that quiet years cost nothing. */
  #next(pairId: number, span: Span): Milliseconds | undefined {
    const found = [
      ...[this.#nextTick, this.#nextMinute].map((query) => query.first(pairId, span.from)?.[0] ?? Infinity),
      ...this.#brokers.durations(pairId).flatMap((duration) => this.#brokers.ends(pairId, duration, span)),
    ];
    const first = Math.min(...found);
    return first < span.to ? milliseconds(first) : undefined;
  }
}
