import type { Pair } from '../../shared/pair.ts';
import type { Tick } from '../../shared/tick.ts';
import { candleTime, timeframeDuration } from '../../shared/timeframe.ts';
import { milliseconds, type Milliseconds } from '../../shared/units.ts';
import { prepareQuery, type Connection, type Query } from './sqlite.ts';
import type { LoggedPair, NewestTicksQuery, TickQuery } from './tick-log.ts';

type PairRow = [
  id: number,
  pair: Pair,
  label: string | null,
  digits: number | null,
  kind: string | null,
  payout: number | null,
  open: number | null,
];

const assetOf = ([, pair, label, digits, kind, payout, open]: PairRow): LoggedPair['asset'] =>
  label === null || digits === null || kind === null
    ? undefined
    : {
        pair,
        label,
        digits,
        kind,
        payout: payout ?? undefined,
        open: open === null ? undefined : open === 1,
      };

/** Reads ticks, and what is known of each pair. */
export class TickReader {
  readonly #ticks: Query<[pairId: number, from: number, to: number, limit: number], [number, number]>;
  readonly #newestTicks: Query<[pairId: number, before: number, limit: number], [number, number]>;
  readonly #pairs: Query<[], PairRow>;
  readonly #formerly: Query<[pair: Pair], [former: Pair]>;
  readonly #newest: Query<[pairId: number], [close: number, timestamp: number]>;
  readonly #dayOpen: Query<[pairId: number, from: number, to: number], [open: number]>;

  constructor(connection: Connection) {
    this.#ticks = prepareQuery(
      connection,
      `SELECT timestamp, price FROM ticks WHERE pair_id = ? AND timestamp >= ? AND timestamp < ?
       ORDER BY timestamp, price LIMIT ?`,
    );
    this.#newestTicks = prepareQuery(
      connection,
      `SELECT timestamp, price FROM ticks WHERE pair_id = ? AND timestamp < ?
       ORDER BY timestamp DESC, price DESC LIMIT ?`,
    );
    this.#pairs = prepareQuery(
      connection,
      'SELECT id, pair, label, digits, kind, payout, open FROM pairs ORDER BY pair',
    );
    this.#formerly = prepareQuery(
      connection,
      'SELECT former FROM renamed_pairs WHERE pair = ? ORDER BY former',
    );
    // The rollup outlives pruned ticks, and its close is the newest tick's price.
    this.#newest = prepareQuery(
      connection,
      'SELECT close, close_timestamp FROM candles_1m WHERE pair_id = ? ORDER BY time DESC LIMIT 1',
    );
    this.#dayOpen = prepareQuery(
      connection,
      'SELECT open FROM candles_1m WHERE pair_id = ? AND time >= ? AND time < ? ORDER BY time LIMIT 1',
    );
  }

  ticks(pairId: number, { pair, from, to, limit }: TickQuery): Tick[] {
    return this.#ticks
      .all(pairId, from ?? 0, to ?? Number.MAX_SAFE_INTEGER, limit)
      .map(([timestamp, price]) => ({ pair, price, timestamp: milliseconds(timestamp) }));
  }

  newest(pairId: number, { pair, before, limit }: NewestTicksQuery): Tick[] {
    return this.#newestTicks
      .all(pairId, before ?? Number.MAX_SAFE_INTEGER, limit)
      .reverse()
      .map(([timestamp, price]) => ({ pair, price, timestamp: milliseconds(timestamp) }));
  }

  pairs(now: Milliseconds): LoggedPair[] {
    const day = timeframeDuration('1d');
    const today = candleTime(now, day);
    return this.#pairs.all().map((row) => {
      const [id, pair] = row;
      const [price, timestamp] = this.#newest.first(id) ?? [];
      const newest =
        price === undefined || timestamp === undefined
          ? undefined
          : { price, timestamp: milliseconds(timestamp) };
      const [dayOpen] = this.#dayOpen.first(id, today, today + day) ?? [];
      const formerly = this.#formerly.all(pair).map(([former]) => former);
      return { pair, asset: assetOf(row), newest, dayOpen, ...(formerly.length > 0 && { formerly }) };
    });
  }
}
