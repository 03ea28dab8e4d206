import type { Asset } from '../../shared/asset.ts';
import type { Candle } from '../../shared/candle.ts';
import type { FeedGap, FeedSpan } from '../../shared/feed-span.ts';
import type { Pair } from '../../shared/pair.ts';
import type { PairRename } from '../../shared/pair-rename.ts';
import type { Tick } from '../../shared/tick.ts';
import type { Milliseconds } from '../../shared/units.ts';
import { ArchiveCursor } from './archive-cursor.ts';
import { AuditSnapshot, type AuditStart, type CountedRows } from './audit-snapshot.ts';
import { BrokerCandles } from './broker-candles.ts';
import { CandleReader } from './candle-reader.ts';
import { DeadLetters, type SettledLetters } from './dead-letters.ts';
import { FeedGaps } from './feed-gaps.ts';
import { FeedSpans } from './feed-spans.ts';
import { HourDigests, type LoggedHour } from './hour-digests.ts';
import type { PackedTicks } from './packed-ticks.ts';
import { PairIds } from './pair-ids.ts';
import { PairRenames } from './pair-renames.ts';
import { inTransaction, type Connection } from './sqlite.ts';
import type {
  AppendResult,
  CandleAnswer,
  CandleQuery,
  DeadLetter,
  DeadLetterQuery,
  GapQuery,
  LogCounts,
  LoggedPair,
  NewestTicksQuery,
  TickQuery,
  WaitingTick,
} from './tick-log.ts';
import { TickPruner, type PrunedChunk, type PrunePlace } from './tick-pruner.ts';
import { TickReader } from './tick-reader.ts';
import { TickWriter } from './tick-writer.ts';

/** The tick log itself, synchronous: the worker runs it. What has returned is on the disk. */
export class TickLogDatabase {
  readonly #connection: Connection;
  readonly #pairIds: PairIds;
  readonly #writer: TickWriter;
  readonly #brokers: BrokerCandles;
  readonly #candleReader: CandleReader;
  readonly #tickReader: TickReader;
  readonly #feedSpans: FeedSpans;
  readonly #feedGaps: FeedGaps;
  readonly #cursor: ArchiveCursor;
  readonly #pruner: TickPruner;
  readonly #deadLetters: DeadLetters;
  readonly #hours: HourDigests;
  readonly #renames: PairRenames;
  #snapshot: AuditSnapshot | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#pairIds = new PairIds(connection);
    this.#writer = new TickWriter(connection, this.#pairIds);
    this.#brokers = new BrokerCandles(connection);
    this.#candleReader = new CandleReader(connection, this.#brokers);
    this.#tickReader = new TickReader(connection);
    this.#feedSpans = new FeedSpans(connection);
    this.#feedGaps = new FeedGaps(connection, this.#brokers);
    this.#cursor = new ArchiveCursor(connection);
    this.#pruner = new TickPruner(connection);
    this.#deadLetters = new DeadLetters(connection);
    this.#hours = new HourDigests(connection);
    this.#renames = new PairRenames(connection, this.#pairIds);
  }

  /** All batches in one transaction; one result each. */
  append(batches: readonly PackedTicks[]): AppendResult[] {
    return this.#writer.append(batches);
  }

  appendBrokerCandles(pair: Pair, duration: Milliseconds, candles: readonly Candle[]): void {
    this.#write(() => this.#brokers.save(this.#pairIds.findOrAdd(pair), duration, candles));
  }

  saveAssets(assets: readonly Asset[]): void {
    this.#write(() => {
      for (const asset of assets) this.#pairIds.saveAsset(asset);
    });
  }

  /** Answers the pairs whose gaps have changed. */
  appendFeedSpans(spans: readonly FeedSpan[]): Pair[] {
    const changed = new Set<Pair>();
    this.#write(() => {
      for (const { pair, from, to } of spans) {
        if (this.#feedSpans.add(this.#pairIds.findOrAdd(pair), from, to)) changed.add(pair);
      }
    });
    return [...changed];
  }

  newestFeedSpans(after: Milliseconds): FeedSpan[] {
    return this.#feedSpans.newest(after);
  }

  ticks(query: TickQuery): Tick[] {
    const pairId = this.#pairIds.find(query.pair);
    return pairId === undefined ? [] : this.#tickReader.ticks(pairId, query);
  }

  newestTicks(query: NewestTicksQuery): Tick[] {
    const pairId = this.#pairIds.find(query.pair);
    return pairId === undefined ? [] : this.#tickReader.newest(pairId, query);
  }

  candles(query: CandleQuery): CandleAnswer {
    const pairId = this.#pairIds.find(query.pair);
    return pairId === undefined ? { candles: [] } : this.#candleReader.read(pairId, query);
  }

  gaps(query: GapQuery): FeedGap[] {
    const pairId = this.#pairIds.find(query.pair);
    return pairId === undefined ? [] : this.#feedGaps.read(pairId, query);
  }

  pairs(now: Milliseconds): LoggedPair[] {
    return this.#tickReader.pairs(now);
  }

  renamePair(rename: PairRename): boolean {
    try {
      return this.#renames.rename(rename);
    } finally {
      this.#pairIds.forget();
    }
  }

  renames(): PairRename[] {
    return this.#renames.all();
  }

  unarchivedRenames(): PairRename[] {
    return this.#renames.unarchived();
  }

  renameArchived(rename: PairRename): void {
    this.#renames.archived(rename);
  }

  counts(): LogCounts {
    return this.#cursor.counts();
  }

  waiting(limit: number, after = 0): WaitingTick[] {
    return this.#cursor.waiting(limit, after);
  }

  archivedUpTo(row: number): void {
    this.#cursor.moveTo(row);
  }

  deadLetter(tick: WaitingTick, reason: string): void {
    this.#cursor.deadLetter(tick, reason);
  }

  pruneChunk(place: PrunePlace, before: Milliseconds, onlyArchived: boolean): PrunedChunk {
    return this.#pruner.pruneChunk(place, before, this.#cursor.row, onlyArchived);
  }

  deadLetters(query: DeadLetterQuery): DeadLetter[] {
    return this.#deadLetters.list(query);
  }

  newestDeadLetter(): number {
    return this.#deadLetters.newest();
  }

  retryDeadLetters(pair: Pair | undefined, after: number, upTo: number): SettledLetters {
    return this.#deadLetters.retry(pair, after, upTo);
  }

  dropDeadLetters(pair: Pair | undefined, after: number, upTo: number): SettledLetters {
    return this.#deadLetters.drop(pair, after, upTo);
  }

  nextHour(pair: Pair, from: Milliseconds, to: Milliseconds): LoggedHour | undefined {
    const pairId = this.#pairIds.find(pair);
    return pairId === undefined ? undefined : this.#hours.next(pairId, from, to);
  }

  /** Begins an audit of this moment; `auditEnd` lets go of it. */
  auditStart(): AuditStart {
    this.auditEnd();
    this.#snapshot = new AuditSnapshot(this.#connection);
    return this.#snapshot.start();
  }

  /** Counts a part of a pair's rows, from a timestamp on. */
  auditCount(pairId: number, from: number): CountedRows {
    if (!this.#snapshot) throw new Error('No audit has begun.');
    return this.#snapshot.count(pairId, from);
  }

  auditEnd(): void {
    this.#snapshot?.close();
    this.#snapshot = undefined;
  }

  close(): void {
    this.auditEnd();
    this.#connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    this.#connection.close();
  }

  #write(work: () => void): void {
    try {
      inTransaction(this.#connection, work);
    } catch (error) {
      this.#pairIds.forget();
      throw error;
    }
  }
}
