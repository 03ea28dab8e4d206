import type { Candle } from '../../shared/candle.ts';
import { candleTime } from '../../shared/timeframe.ts';
import { milliseconds, type Milliseconds } from '../../shared/units.ts';
import { timesBackwards, type Span } from './candle-source.ts';
import { prepareQuery, prepareWrite, type Connection } from './sqlite.ts';

type Parameters = [pairId: number, duration: number, from: number, to: number];
type CandleRow = [time: number, open: number, high: number, low: number, close: number];

const IN_SPAN = 'FROM broker_candles WHERE pair_id = ?1 AND duration = ?2 AND time >= ?3 AND time < ?4';

/** The `broker_candles` table: candles that brokers gave of stretches that have ended. */
export class BrokerCandles {
  readonly #save;
  readonly #newest;
  readonly #candles;
  readonly #oldest;
  readonly #nextDuration;
  readonly #count;

  constructor(connection: Connection) {
    this.#save = prepareWrite<[number, number, ...CandleRow]>(
      connection,
      `INSERT INTO broker_candles (pair_id, duration, time, open, high, low, close) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (pair_id, duration, time) DO UPDATE SET
         open = excluded.open, high = excluded.high, low = excluded.low, close = excluded.close
       WHERE (open, high, low, close) IS NOT (excluded.open, excluded.high, excluded.low, excluded.close)`,
    );
    this.#newest = prepareQuery<Parameters, [number]>(
      connection,
      `SELECT time ${IN_SPAN} ORDER BY time DESC LIMIT 1`,
    );
    this.#oldest = prepareQuery<Parameters, [number]>(
      connection,
      `SELECT time ${IN_SPAN} ORDER BY time LIMIT 1`,
    );
    this.#candles = prepareQuery<Parameters, CandleRow>(
      connection,
      `SELECT time, open, high, low, close ${IN_SPAN} ORDER BY time`,
    );
    this.#count = prepareQuery<Parameters, [number]>(connection, `SELECT count(*) ${IN_SPAN}`);
    this.#nextDuration = prepareQuery<[pairId: number, above: number], [number]>(
      connection,
      'SELECT duration FROM broker_candles WHERE pair_id = ? AND duration > ? ORDER BY duration LIMIT 1',
    );
  }

  /** A candle that comes again with other prices replaces the one before it. */
  save(pairId: number, duration: Milliseconds, candles: readonly Candle[]): void {
    for (const { time, open, high, low, close } of candles) {
      this.#save(pairId, duration, time, open, high, low, close);
    }
  }

  /** The durations that this pair has candles of, shortest first. */
  durations(pairId: number): Milliseconds[] {
    const durations: Milliseconds[] = [];
    for (;;) {
      const [next] = this.#nextDuration.first(pairId, durations.at(-1) ?? 0) ?? [];
      if (next === undefined) return durations;
      durations.push(milliseconds(next));
    }
  }

  /** Whether these candles cover the span without a hole. */
  cover(pairId: number, duration: Milliseconds, { from, to }: Span): boolean {
    const first = candleTime(from, duration);
    const [count = 0] = this.#count.first(pairId, duration, first, to) ?? [];
    return count >= Math.ceil((to - first) / duration);
  }

  /** Starts of the newest `limit` candles of `gathered` that these candles lie in, newest first. */
  times(
    pairId: number,
    duration: Milliseconds,
    gathered: Milliseconds,
    span: Span,
    limit: number,
  ): Milliseconds[] {
    const newest = ({ from, to }: Span) => this.#newest.first(pairId, duration, from, to)?.[0];
    return timesBackwards(newest, gathered, span, limit);
  }

  /** Starts of the oldest and the newest candle within the span, where there is one. */
  ends(pairId: number, duration: Milliseconds, { from, to }: Span): number[] {
    return [this.#oldest, this.#newest].flatMap((query) => query.first(pairId, duration, from, to) ?? []);
  }

  /** Ascending; `ticks` is 0, because none of them is ours. */
  candles(pairId: number, duration: Milliseconds, { from, to }: Span): Candle[] {
    return this.#candles.all(pairId, duration, from, to).map(([time, open, high, low, close]) => ({
      time: milliseconds(time),
      open,
      high,
      low,
      close,
      ticks: 0,
    }));
  }
}
