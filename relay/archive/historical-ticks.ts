import { type Candle, isCandle } from '../../shared/candle.ts';
import type { Pair } from '../../shared/pair.ts';
import type { PairRename } from '../../shared/pair-rename.ts';
import type { Tick } from '../../shared/tick.ts';
import { timeframeDuration } from '../../shared/timeframe.ts';
import type { Milliseconds } from '../../shared/units.ts';
import type { CandleQuery } from '../tick-log/tick-log.ts';
import type { ArchivedHour } from './archive.ts';
import { type Answer, NO_ANSWER, type Outcome, outcomeOf, refused } from './outcome.ts';
import { createProjectClient, type ProjectClient } from './project-client.ts';

/** The oldest version of schema.sql that uploads work with; what needs a newer one says so where it is missing. */
const SCHEMA_VERSION = 1;
const REQUEST_TIMEOUT_MS = 15_000;
const READ_TIMEOUT_MS = 5_000;

const STOPPING: Answer = { error: { message: 'the relay is stopping' }, data: null, status: 0 };

/** The project's tables and functions, as schema.sql makes them. Nothing here rejects. */
export class HistoricalTicks {
  readonly #client: ProjectClient;
  readonly #requestTimeout: number;
  readonly #closers = new Set<() => void>();
  #closed = false;

  /** `requestTimeout`: ms. */
  constructor(url: string, secretKey: string, requestTimeout = REQUEST_TIMEOUT_MS) {
    this.#requestTimeout = requestTimeout;
    this.#client = createProjectClient(url, secretKey);
  }

  /**
   * Gives a request up after `timeout` ms, and when this is closed. With a timer of its own: a signal made by
   * `AbortSignal.any` holds its sources weakly, and Node 20 may collect them before the timeout has come.
   */
  async #ask(
    timeout: number,
    request: (signal: AbortSignal) => PromiseLike<Answer>,
  ): Promise<Outcome<unknown>> {
    const controller = new AbortController();
    const end = (reason: string): void => controller.abort(new Error(reason));
    const close = (): void => end('the relay is stopping');
    const timer = setTimeout(() => end(`no answer within ${timeout / 1_000} s`), timeout);
    this.#closers.add(close);
    try {
      return outcomeOf(this.#closed ? STOPPING : await request(controller.signal));
    } finally {
      clearTimeout(timer);
      this.#closers.delete(close);
    }
  }

  /** Whether the key is taken and schema.sql applied. */
  async check(): Promise<Outcome<void>> {
    const outcome = await this.#ask(READ_TIMEOUT_MS, (signal) =>
      this.#client.rpc('tick_relay_schema_version').abortSignal(signal),
    );
    if (!outcome.ok) return outcome;
    return typeof outcome.value === 'number' && outcome.value >= SCHEMA_VERSION
      ? { ok: true, value: undefined }
      : refused(200, 'PGRST202', `schema.sql has been applied in an older version than ${SCHEMA_VERSION}`);
  }

  /** Stores the ticks that are not there yet, all or none. */
  async insert(ticks: readonly Tick[]): Promise<Outcome<unknown>> {
    const rows = ticks.map(({ pair, price, timestamp }) => ({ pair, price, timestamp }));
    const outcome = await this.#ask(this.#requestTimeout, (signal) =>
      this.#client
        .from('historical_ticks')
        .upsert(rows, { onConflict: 'pair,timestamp,price', ignoreDuplicates: true })
        .abortSignal(signal),
    );
    // An upsert is answered without a body: where one comes, something else has answered, and stored nothing.
    const isForeign = outcome.ok && outcome.value !== null;
    return isForeign ? refused(200, '', NO_ANSWER) : outcome;
  }

  /**
   * Removes up to `chunk` ticks older than `days`, after adding them to their 1-minute candles; both in one
   * transaction. Answers how many went.
   */
  async prune(days: number, chunk: number): Promise<Outcome<number>> {
    const outcome = await this.#ask(this.#requestTimeout, (signal) =>
      this.#client
        .rpc('prune_historical_ticks', { keep: `${days} days`, chunk_ticks: chunk })
        .abortSignal(signal),
    );
    if (!outcome.ok) return outcome;
    const removed = Number(outcome.value);
    return Number.isSafeInteger(removed) ? { ok: true, value: removed } : refused(200, '', NO_ANSWER);
  }

  /** Calls all that is stored under a pair's former name by its new one; schema.sql has it from version 3 on. */
  rename({ from, to }: PairRename): Promise<Outcome<unknown>> {
    return this.#ask(this.#requestTimeout, (signal) =>
      this.#client.rpc('rename_historical_pair', { former_pair: from, new_pair: to }).abortSignal(signal),
    );
  }

  async candles({ pair, timeframe, limit, before, from }: CandleQuery): Promise<Outcome<readonly Candle[]>> {
    const outcome = await this.#ask(READ_TIMEOUT_MS, (signal) =>
      this.#client
        .rpc('historical_ohlc', {
          candle_pair: pair,
          timeframe_ms: timeframeDuration(timeframe),
          candle_limit: limit,
          candle_before: before ?? null,
          candle_from: from ?? null,
        })
        .abortSignal(signal),
    );
    if (!outcome.ok) return outcome;
    return { ok: true, value: ((outcome.value ?? []) as readonly Candle[]).filter(isCandle) };
  }

  /** Number and hash of the ticks of each hour within the span; schema.sql has it from version 2 on. */
  async hours(pair: Pair, from: Milliseconds, to: Milliseconds): Promise<Outcome<readonly ArchivedHour[]>> {
    const outcome = await this.#ask(this.#requestTimeout, (signal) =>
      this.#client
        .rpc('historical_hours', { audit_pair: pair, audit_from: from, audit_to: to })
        .abortSignal(signal),
    );
    return outcome.ok ? { ok: true, value: (outcome.value ?? []) as readonly ArchivedHour[] } : outcome;
  }

  /** Ends every request under way. */
  close(): void {
    this.#closed = true;
    for (const close of this.#closers) close();
  }
}
