import { existsSync } from 'node:fs';
import Database from 'libsql';
import type { Candle } from '../../shared/candle.ts';
import type { Pair } from '../../shared/pair.ts';
import type { Timeframe } from '../../shared/timeframe.ts';
import { UserError } from '../user-error.ts';
import { BrokerCandles } from './broker-candles.ts';
import { CandlePages } from './candle-pages.ts';
import { CandleReader } from './candle-reader.ts';
import type { Span } from './candle-source.ts';
import { assertKnownVersion } from './migrations.ts';
import { tickLogPath } from './open-database.ts';
import { prepareQuery, type Connection, type Query } from './sqlite.ts';
import { createTickPages } from './tick-pages.ts';

const connect = (dataDir: string): Connection => {
  const path = tickLogPath(dataDir);
  if (!existsSync(path))
    throw new UserError(
      `There is no tick log in the data directory ${dataDir}: name the relay's directory with --data-dir.`,
    );
  const connection = new Database(path);
  try {
    connection.exec('PRAGMA query_only = 1; PRAGMA busy_timeout = 2000');
    assertKnownVersion(connection, path);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
};

/** A tick log as a second reader sees it, whether a relay runs on it or not; it changes nothing. */
export class ReadOnlyLog {
  readonly #connection: Connection;
  readonly #pairs: ReadonlyMap<Pair, number>;
  readonly #ticks: ReturnType<typeof createTickPages>;
  readonly #ends: Query<[pairId: number, from: number, to: number], [number | null, number | null]>;
  readonly #candles: CandlePages;

  /** @throws UserError where there is none, or a newer relay has written it. */
  constructor(dataDir: string) {
    this.#connection = connect(dataDir);
    const pairs = prepareQuery<[], [Pair, number]>(
      this.#connection,
      'SELECT pair, id FROM pairs ORDER BY pair',
    );
    this.#pairs = new Map(pairs.all());
    this.#ticks = createTickPages(this.#connection);
    // Two of one, because with both in one query SQLite reads the whole span.
    const inSpan = 'FROM ticks WHERE pair_id = ?1 AND timestamp >= ?2 AND timestamp < ?3';
    this.#ends = prepareQuery(
      this.#connection,
      `SELECT (SELECT min(timestamp) ${inSpan}), (SELECT max(timestamp) ${inSpan})`,
    );
    const brokers = new BrokerCandles(this.#connection);
    this.#candles = new CandlePages(this.#connection, new CandleReader(this.#connection, brokers), brokers);
  }

  /** By name. */
  get pairs(): Pair[] {
    return [...this.#pairs.keys()];
  }

  /** `[timestamp, price]`, ascending by both; what is kept while they are read may be among them. */
  ticks(pair: Pair, span: Span): Iterable<readonly (readonly [timestamp: number, price: number])[]> {
    const pairId = this.#pairs.get(pair);
    return pairId === undefined ? [] : this.#ticks(pairId, span);
  }

  /** The first and the last tick's timestamp of the span, where there is one. */
  ends(pair: Pair, { from, to }: Span): { readonly first: number; readonly last: number } | undefined {
    const pairId = this.#pairs.get(pair);
    const [first, last] = (pairId === undefined ? undefined : this.#ends.first(pairId, from, to)) ?? [];
    return typeof first === 'number' && typeof last === 'number' ? { first, last } : undefined;
  }

  /** The candles that begin within the span, ascending. */
  candles(pair: Pair, timeframe: Timeframe, span: Span): Iterable<readonly Candle[]> {
    const pairId = this.#pairs.get(pair);
    return pairId === undefined ? [] : this.#candles.read(pairId, timeframe, span);
  }

  close(): void {
    this.#connection.close();
  }
}
