import type { Tick } from '../../shared/tick.ts';
import { milliseconds } from '../../shared/units.ts';
import { crashPoint } from '../crash-point.ts';
import { MinuteRollup, type NewTicks } from './minute-rollup.ts';
import { TICK_WIDTH, type PackedTicks } from './packed-ticks.ts';
import { NO_PAIR_ID, PairCounts } from './pair-counts.ts';
import type { PairIds } from './pair-ids.ts';
import { inTransaction, prepareQuery, prepareWrite, type Connection } from './sqlite.ts';
import type { AppendResult } from './tick-log.ts';
import { createTickInserter, INSERT_WIDTH } from './tick-table.ts';

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, each) => total + each, 0);

type QuotesByPair = Map<number, Pick<Tick, 'price' | 'timestamp'>[]>;

/** Writes batches of ticks with all that follows from them, in one transaction. */
export class TickWriter {
  readonly #connection;
  readonly #pairIds;
  readonly #pairCounts;
  readonly #rollup;
  readonly #insert;
  readonly #lastRow;
  readonly #count;

  constructor(connection: Connection, pairIds: PairIds) {
    this.#connection = connection;
    this.#pairIds = pairIds;
    this.#pairCounts = new PairCounts(connection);
    this.#rollup = new MinuteRollup(connection);
    this.#insert = createTickInserter(connection);
    this.#lastRow = prepareQuery<[], [number]>(connection, 'SELECT coalesce(max(id), 0) FROM ticks');
    this.#count = prepareWrite<[number, number]>(
      connection,
      'UPDATE state SET kept = kept + ?, waiting = waiting + ?',
    );
  }

  /** One result a batch, in their order. Throws where the disk did not take them; then none is kept. */
  append(batches: readonly PackedTicks[]): AppendResult[] {
    try {
      const results = inTransaction(this.#connection, () => this.#appendAll(batches));
      crashPoint('after-commit');
      return results;
    } catch (error) {
      this.#pairIds.forget();
      throw error;
    }
  }

  #appendAll(batches: readonly PackedTicks[]): AppendResult[] {
    const [lastRow = 0] = this.#lastRow.first() ?? [];
    const quotesByPair: QuotesByPair = new Map();
    const results = batches.map((batch) => this.#appendOne(batch, quotesByPair));
    const inserted = sum(results.map((result) => result.inserted));
    const repeated = results.some(({ duplicates }) => duplicates > 0);
    const newTicks = repeated ? this.#rollup.countSince(lastRow) : undefined;
    if (inserted > 0) {
      crashPoint('during-rollup');
      this.#rollup.update(quotesByPair, newTicks);
      this.#count(inserted, inserted);
    }
    this.#countPairs(quotesByPair, newTicks);
    this.#countRefused(batches);
    return results;
  }

  #countPairs(quotesByPair: QuotesByPair, newTicks: NewTicks | undefined): void {
    for (const [pairId, { length: received }] of quotesByPair) {
      const inserted = newTicks ? sum(newTicks.get(pairId)?.values() ?? []) : received;
      this.#pairCounts.add(pairId, { received, duplicate: received - inserted });
    }
  }

  /** A pair that only refused ticks name gets no row: names that are made up must not fill the table. */
  #countRefused(batches: readonly PackedTicks[]): void {
    for (const { refused } of batches) {
      for (const [pair, count] of refused) {
        const pairId = (pair === undefined ? undefined : this.#pairIds.find(pair)) ?? NO_PAIR_ID;
        this.#pairCounts.add(pairId, { received: count, refused: count });
      }
    }
  }

  #appendOne({ pairs, rows }: PackedTicks, quotesByPair: QuotesByPair): AppendResult {
    const targets = pairs.map((pair) => {
      const id = this.#pairIds.findOrAdd(pair);
      const quotes = quotesByPair.get(id) ?? [];
      quotesByPair.set(id, quotes);
      return { id, quotes };
    });
    const length = rows.length / TICK_WIDTH;
    const values = new Array<number>(length * INSERT_WIDTH);
    for (let tick = 0; tick < length; tick += 1) {
      const index = rows[tick * TICK_WIDTH] ?? Number.NaN;
      const timestamp = rows[tick * TICK_WIDTH + 1] ?? Number.NaN;
      const price = rows[tick * TICK_WIDTH + 2] ?? Number.NaN;
      const target = targets[index];
      if (!target) throw new RangeError(`A packed tick names pair ${index} of ${pairs.length}.`);
      target.quotes.push({ timestamp: milliseconds(timestamp), price });
      values[tick * INSERT_WIDTH] = target.id;
      values[tick * INSERT_WIDTH + 1] = timestamp;
      values[tick * INSERT_WIDTH + 2] = price;
    }
    const inserted = this.#insert(values);
    return { inserted, duplicates: length - inserted };
  }
}
