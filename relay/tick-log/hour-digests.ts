import { createHash } from 'node:crypto';
import { milliseconds, type Milliseconds } from '../../shared/units.ts';
import { prepareQuery, type Connection, type Query } from './sqlite.ts';

export const HOUR = milliseconds(3_600_000);

/** Bytes of a tick in the digest: its timestamp, then its price. */
const TICK_BYTES = 16;

/** The ticks of one UTC hour of a pair, as `historical_hours` of schema.sql answers them. */
export interface HourDigest {
  /** The hour's start. */
  readonly hour: Milliseconds;
  readonly ticks: number;
  /** Of timestamp (int64) and price (float64), big endian, of each tick in their order; hexadecimal. */
  readonly md5: string;
}

export interface LoggedHour {
  readonly hour: Milliseconds;
  /** `undefined` where the archive need not have the same: some of it waits, is dead-lettered or has left the log. */
  readonly digest: HourDigest | undefined;
}

type TickRow = [timestamp: number, price: number, isArchived: number];

/** The digest of ticks that are ascending by timestamp, then price. */
export const digestOf = (hour: Milliseconds, ticks: readonly (readonly number[])[]): HourDigest => {
  const bytes = Buffer.alloc(ticks.length * TICK_BYTES);
  for (const [index, [timestamp = 0, price = 0]] of ticks.entries()) {
    bytes.writeBigInt64BE(BigInt(timestamp), index * TICK_BYTES);
    bytes.writeDoubleBE(price, index * TICK_BYTES + TICK_BYTES / 2);
  }
  return { hour, ticks: ticks.length, md5: createHash('md5').update(bytes).digest('hex') };
};

/** Reads the log hour by hour, to be held against the archive. */
export class HourDigests {
  readonly #first: Query<[pairId: number, from: number, to: number], [timestamp: number]>;
  readonly #ticks: Query<[pairId: number, from: number, to: number], TickRow>;
  readonly #everKept: Query<[pairId: number, from: number, to: number], [ticks: number]>;

  constructor(connection: Connection) {
    this.#first = prepareQuery(
      connection,
      `SELECT timestamp FROM ticks WHERE pair_id = ? AND timestamp >= ? AND timestamp < ?
       ORDER BY timestamp LIMIT 1`,
    );
    this.#ticks = prepareQuery(
      connection,
      `SELECT timestamp, price,
         id <= (SELECT cursor FROM state) AND id NOT IN (SELECT row FROM dead_letters)
       FROM ticks WHERE pair_id = ? AND timestamp >= ? AND timestamp < ? ORDER BY timestamp, price`,
    );
    // The rollup counts every tick once it is inserted and forgets none, so it tells whether some have left.
    this.#everKept = prepareQuery(
      connection,
      `SELECT coalesce(sum(ticks), 0) FROM candles_1m WHERE pair_id = ? AND time >= ? AND time < ?`,
    );
  }

  /** The first hour with ticks that begins within the span; both its ends are whole hours. */
  next(pairId: number, from: Milliseconds, to: Milliseconds): LoggedHour | undefined {
    const [first] = this.#first.first(pairId, from, to) ?? [];
    if (first === undefined) return undefined;
    const hour = milliseconds(first - (first % HOUR));
    const ticks = this.#ticks.all(pairId, hour, hour + HOUR);
    const [everKept = 0] = this.#everKept.first(pairId, hour, hour + HOUR) ?? [];
    const isWhole = ticks.length === everKept && ticks.every(([, , isArchived]) => isArchived === 1);
    return { hour, digest: isWhole ? digestOf(hour, ticks) : undefined };
  }
}
