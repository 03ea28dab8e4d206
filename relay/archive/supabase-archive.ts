import type { Candle } from '../../shared/candle.ts';
import type { LinkState } from '../../shared/protocol.ts';
import type { Pair } from '../../shared/pair.ts';
import type { Milliseconds } from '../../shared/units.ts';
import { backoff } from '../../shared/backoff.ts';
import { crashPoint } from '../crash-point.ts';
import { LinkProblem } from '../link-problem.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { CandleQuery, TickLog } from '../tick-log/tick-log.ts';
import type { Archive, ArchiveStatus, HoursAnswer } from './archive.ts';
import { HistoricalTicks } from './historical-ticks.ts';
import { keyProblem } from './key-problem.ts';
import { PageUpload } from './page-upload.ts';
import { type Refusal, refusalKind, refusalSentence } from './upload-error.ts';

const PAGE_ROWS = 1_000;
/** A failed upload is tried again sooner than the interval says, at first. */
const RETRY_FIRST_MS = 1_000;

export interface SupabaseArchiveOptions {
  readonly supabase: { readonly url: string; readonly secretKey: string };
  /** ms. */
  readonly interval: number;
  readonly log: TickLog;
  readonly metrics: Metrics;
  readonly logger: Log;
}

/** Uploads the tick log's rows to a Supabase project, each exactly once by the table's key. */
export class SupabaseArchive implements Archive {
  readonly #url: string;
  readonly #interval: number;
  readonly #log: TickLog;
  readonly #metrics: Metrics;
  readonly #logger: Log;
  readonly #problem: LinkProblem;
  readonly #remote: HistoricalTicks;
  readonly #publicKey: string | undefined;
  #state: LinkState = 'down';
  #uploading: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #running = false;
  #closed = false;
  #failures = 0;
  #pageRows = PAGE_ROWS;

  constructor({ supabase, interval, log, metrics, logger }: SupabaseArchiveOptions) {
    this.#url = new URL(supabase.url).origin;
    this.#interval = interval;
    this.#log = log;
    this.#metrics = metrics;
    this.#logger = logger;
    this.#problem = new LinkProblem(logger);
    this.#remote = new HistoricalTicks(supabase.url, supabase.secretKey);
    this.#publicKey = keyProblem(supabase.secretKey);
  }

  status(): ArchiveStatus {
    return { state: this.#state, problem: this.#problem.sentence };
  }

  start(): void {
    this.#running = true;
    void this.upload();
  }

  async stop(): Promise<void> {
    this.#running = false;
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#remote.close();
    await this.#uploading;
  }

  upload(): Promise<void> {
    this.#uploading ??= this.#uploadAll()
      .catch((error: unknown) => {
        if (!this.#closed)
          this.#logger.error({ err: error }, 'The upload to Supabase stopped at the tick log.');
      })
      .finally(() => {
        this.#uploading = undefined;
        this.#scheduleNext();
      });
    return this.#uploading;
  }

  #scheduleNext(): void {
    clearTimeout(this.#timer);
    if (!this.#running) return;
    const wait =
      this.#failures === 0
        ? this.#interval
        : Math.min(
            this.#interval,
            backoff(this.#failures, { first: RETRY_FIRST_MS, longest: this.#interval }),
          );
    this.#timer = setTimeout(() => void this.upload(), wait);
  }

  async #uploadAll(): Promise<void> {
    if (this.#publicKey !== undefined) {
      this.#state = 'paused';
      this.#problem.report(this.#publicKey);
      return;
    }
    if (this.#state !== 'up') {
      const checked = await this.#remote.check();
      if (!checked.ok) {
        this.#refused(checked.refusal);
        return;
      }
    }
    const refusal = await this.#uploadPages();
    if (refusal) this.#refused(refusal);
    else this.#succeeded();
    if (!this.#closed) this.#metrics.waiting.set((await this.#log.counts()).waiting);
  }

  async #uploadPages(): Promise<Refusal | undefined> {
    while (!this.#closed) {
      const rows = await this.#log.waiting(this.#pageRows);
      if (rows.length === 0) return undefined;
      const page = new PageUpload({
        insert: async (part) => {
          const outcome = await this.#remote.insert(part);
          if (outcome.ok) crashPoint('after-upsert');
          return outcome;
        },
        stored: async (part) => {
          await this.#log.archivedUpTo(part.at(-1)?.row ?? 0);
          this.#metrics.ticksArchived.inc(part.length);
        },
        setAside: async (row, reason) => {
          this.#metrics.archiveFailures.inc({ reason: 'row' });
          this.#logger.warn(
            { row, reason },
            'Supabase refuses a tick for good; it stays in the log, set aside.',
          );
          await this.#log.deadLetter(row, reason);
          await this.#log.archivedUpTo(row.row);
        },
      });
      const refusal = await page.send(rows);
      if (refusal) return refusal;
      // What is refused and alone waits for a neighbour that proves it bad.
      if (page.undecided) return undefined;
      this.#pageRows = page.sizeLimit ?? Math.min(PAGE_ROWS, this.#pageRows * 2);
    }
    return undefined;
  }

  #succeeded(): void {
    this.#failures = 0;
    this.#state = 'up';
    this.#problem.clear('Supabase takes the ticks again.');
  }

  #refused(refusal: Refusal): void {
    if (this.#closed) return;
    const kind = refusalKind(refusal);
    this.#metrics.archiveFailures.inc({ reason: kind });
    this.#failures++;
    this.#state = kind === 'retry' ? 'down' : 'paused';
    this.#problem.report(refusalSentence(refusal, this.#url));
  }

  async candles(query: CandleQuery): Promise<readonly Candle[]> {
    // While it is known to be away nobody waits for it; the uploads notice when it is back.
    if (this.#state !== 'up') return [];
    const outcome = await this.#remote.candles(query);
    if (outcome.ok) return outcome.value;
    this.#refused(outcome.refusal);
    return [];
  }

  async hours(pair: Pair, from: Milliseconds, to: Milliseconds): Promise<HoursAnswer> {
    if (this.#publicKey !== undefined) return this.#publicKey;
    const outcome = await this.#remote.hours(pair, from, to);
    if (outcome.ok) return outcome.value;
    // Not `#refused`: an older schema.sql has all that uploading needs.
    return refusalKind(outcome.refusal) === 'schema'
      ? 'The Supabase project has an older schema.sql, without what --deep compares with: apply schema.sql again in its SQL editor.'
      : refusalSentence(outcome.refusal, this.#url);
  }
}
