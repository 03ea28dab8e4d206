import { LinkProblem } from '../link-problem.ts';
import type { Log } from '../log.ts';
import type { HistoricalTicks } from './historical-ticks.ts';
import { type Refusal, refusalKind } from './upload-error.ts';

const INTERVAL_MS = 3_600_000;
const RETRY_MS = 300_000;
/** Uploads wait while it prunes; after this it lets them go first and goes on later. */
const TURN_MS = 5_000;
/** Far within a statement timeout of 8 s, which Supabase gives its API. */
const CHUNK_TICKS = 20_000;
const FEWEST_TICKS = 100;

export interface RemotePruningOptions {
  readonly remote: Pick<HistoricalTicks, 'prune'>;
  readonly logger: Log;
  /** Older ticks go; their 1-minute candles stay. */
  readonly days: number;
}

const sentenceOf = ({ status, message }: Refusal): string => {
  const detail = message.split('\n', 1)[0]?.slice(0, 160) ?? '';
  return (
    `Ticks older than TICK_RETENTION_DAYS could not be removed from Supabase (${status}: ${detail}); ` +
    'apply schema.sql in its SQL editor again if it was applied before this relay’s version. Nothing is lost, the table only grows.'
  );
};

/**
 * Removes old ticks from Supabase every hour, chunk by chunk. Its turn is given when every uploaded row is confirmed
 * and none is under way: a row that comes again after its minute was pruned would be counted twice in that minute.
 */
export class RemotePruning {
  readonly #options;
  readonly #problem;
  #dueAt = 0;
  #removed = 0;
  #chunk = CHUNK_TICKS;
  #stopped = false;

  constructor(options: RemotePruningOptions) {
    this.#options = options;
    this.#problem = new LinkProblem(options.logger);
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Prunes for some seconds where it is due, and goes on at the next turn where that was not enough. Never rejects. */
  async turn(): Promise<void> {
    const began = Date.now();
    if (began < this.#dueAt) return;
    const end = began + TURN_MS;
    while (!this.#stopped && Date.now() < end) {
      const outcome = await this.#options.remote.prune(this.#options.days, this.#chunk);
      if (!outcome.ok) {
        if (this.#refused(outcome.refusal)) continue;
        return;
      }
      this.#removed += outcome.value;
      if (outcome.value > 0) continue;
      this.#finished();
      return;
    }
  }

  /** Whether a smaller chunk is worth a try. */
  #refused(refusal: Refusal): boolean {
    if (this.#stopped) return false;
    if (refusalKind(refusal) === 'smaller' && this.#chunk > FEWEST_TICKS) {
      this.#chunk = Math.max(FEWEST_TICKS, Math.floor(this.#chunk / 2));
      return true;
    }
    this.#dueAt = Date.now() + RETRY_MS;
    this.#problem.report(sentenceOf(refusal));
    return false;
  }

  #finished(): void {
    const { logger, days } = this.#options;
    this.#dueAt = Date.now() + INTERVAL_MS;
    this.#problem.clear('Old ticks are removed from Supabase again.');
    if (this.#removed > 0) logger.info(`${this.#removed} ticks older than ${days} days left Supabase.`);
    this.#removed = 0;
    this.#chunk = CHUNK_TICKS;
  }
}
