import type { Candle } from '../../shared/candle.ts';
import type { LinkState } from '../../shared/protocol.ts';
import type { Pair } from '../../shared/pair.ts';
import type { Milliseconds } from '../../shared/units.ts';
import { backoff } from '../../shared/backoff.ts';
import { LinkProblem } from '../link-problem.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { CandleQuery, TickLog } from '../tick-log/tick-log.ts';
import { within } from '../within.ts';
import type { Archive, ArchiveStatus, HoursAnswer } from './archive.ts';
import { HistoricalTicks } from './historical-ticks.ts';
import { keyProblem } from './key-problem.ts';
import { LogUpload } from './log-upload.ts';
import { RemoteRenames } from './remote-renames.ts';
import { RemotePruning } from './remote-pruning.ts';
import { type Refusal, refusalKind, refusalSentence } from './upload-error.ts';

/** A failed upload is tried again sooner than the interval says, at first. */
const RETRY_FIRST_MS = 1_000;

export interface SupabaseArchiveOptions {
  readonly supabase: { readonly url: string; readonly secretKey: string };
  /** ms. */
  readonly interval: number;
  readonly log: TickLog;
  readonly metrics: Metrics;
  readonly logger: Log;
  /** Ticks older than so many days leave Supabase; `undefined`: none does. */
  readonly retentionDays?: number | undefined;
  /** An upload without an answer is given up after this, ms. */
  readonly requestTimeout?: number | undefined;
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
  readonly #logUpload: LogUpload;
  readonly #renames: RemoteRenames;
  readonly #pruning: RemotePruning | undefined;
  readonly #publicKey: string | undefined;
  #state: LinkState = 'down';
  #uploading: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #running = false;
  #closed = false;
  #failures = 0;

  constructor({ supabase, interval, log, metrics, logger, ...options }: SupabaseArchiveOptions) {
    this.#url = new URL(supabase.url).origin;
    this.#interval = interval;
    this.#log = log;
    this.#metrics = metrics;
    this.#logger = logger;
    this.#problem = new LinkProblem(logger);
    this.#remote = new HistoricalTicks(supabase.url, supabase.secretKey, options.requestTimeout);
    this.#logUpload = new LogUpload({ log, remote: this.#remote, metrics, logger });
    this.#renames = new RemoteRenames({ log, remote: this.#remote, logger });
    const days = options.retentionDays;
    this.#pruning =
      days === undefined ? undefined : new RemotePruning({ remote: this.#remote, logger, days });
    this.#publicKey = keyProblem(supabase.secretKey);
  }

  status(): ArchiveStatus {
    return { state: this.#state, problem: this.#problem.sentence };
  }

  start(): void {
    this.#running = true;
    void this.upload();
  }

  async stop(finishMs = 0): Promise<void> {
    this.#running = false;
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#logUpload.stop();
    this.#renames.stop();
    this.#pruning?.stop();
    if (this.#uploading && finishMs > 0) await within(finishMs, this.#uploading);
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
    const refusal = await this.#logUpload.run();
    if (refusal) this.#refused(refusal);
    else this.#succeeded();
    if (this.#closed) return;
    this.#metrics.waiting.set((await this.#log.counts()).waiting);
    if (!this.#logUpload.settled) return;
    await this.#renames.turn();
    await this.#pruning?.turn();
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
    this.#state = kind === 'retry' || kind === 'smaller' ? 'down' : 'paused';
    this.#problem.report(refusalSentence(refusal, this.#url));
  }

  async candles(query: CandleQuery): Promise<readonly Candle[]> {
    // While it is known to be away nobody waits for it; the uploads notice when it is back.
    if (this.#state !== 'up') return [];
    const outcome = await this.#remote.candles(query);
    if (outcome.ok) return outcome.value;
    // That one question took too long says nothing of the uploads.
    if (refusalKind(outcome.refusal) === 'smaller') this.#metrics.archiveFailures.inc({ reason: 'smaller' });
    else this.#refused(outcome.refusal);
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
