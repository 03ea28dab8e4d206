import { LinkProblem } from '../link-problem.ts';
import type { Log } from '../log.ts';
import type { TickLog } from '../tick-log/tick-log.ts';
import type { HistoricalTicks } from './historical-ticks.ts';
import type { Refusal } from './upload-error.ts';

/** A project with an older schema.sql is not asked with every upload. */
const RETRY_MS = 300_000;

export interface RemoteRenamesOptions {
  readonly log: Pick<TickLog, 'unarchivedRenames' | 'renameArchived'>;
  readonly remote: Pick<HistoricalTicks, 'rename'>;
  readonly logger: Log;
}

const sentenceOf = ({ status, message }: Refusal): string => {
  const detail = message.split('\n', 1)[0]?.slice(0, 160) ?? '';
  return (
    `Ticks that came before their pair's name was known could not be renamed in Supabase (${status}: ${detail}); ` +
    'apply schema.sql in its SQL editor again if it was applied before this relay’s version. They are all there, under "active:" and a number.'
  );
};

/**
 * Tells Supabase of pairs that were renamed. Its turn is given when no upload is under way: one that was read from the
 * log before a renaming stores its ticks under the former name.
 */
export class RemoteRenames {
  readonly #options;
  readonly #problem;
  #dueAt = 0;
  #stopped = false;

  constructor(options: RemoteRenamesOptions) {
    this.#options = options;
    this.#problem = new LinkProblem(options.logger);
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Renames what is to be renamed, or tries again some minutes later. Rejects where the log cannot be read. */
  async turn(): Promise<void> {
    if (Date.now() < this.#dueAt) return;
    const { log, remote } = this.#options;
    for (const rename of await log.unarchivedRenames()) {
      if (this.#stopped) return;
      const outcome = await remote.rename(rename);
      if (!outcome.ok) {
        this.#refused(outcome.refusal);
        return;
      }
      await log.renameArchived(rename);
    }
    this.#problem.clear('Pairs are renamed in Supabase again.');
  }

  #refused(refusal: Refusal): void {
    if (this.#stopped) return;
    this.#dueAt = Date.now() + RETRY_MS;
    this.#problem.report(sentenceOf(refusal));
  }
}
