import type { Tick } from '../../shared/tick.ts';
import { NONE_REFUSED, packTicks, type PackedTicks } from './packed-ticks.ts';
import type { AppendResult } from './tick-log.ts';

interface Gathered {
  readonly ticks: PackedTicks;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

/** Writes batches in one transaction; one result each. */
type Commit = (batches: readonly PackedTicks[]) => Promise<readonly AppendResult[]>;

/**
 * A commit costs far more than a tick within it, whatever its size: so single ticks wait this long for company.
 * Nobody waits for an acknowledgement; viewers have their ticks already.
 */
const GATHER_MS = 20;
/** With so many ticks gathered nothing is won by waiting. */
const FULL_TICKS = 500;

/**
 * Gathers what comes within a moment, and what comes while a commit is under way, and commits it together: one
 * wait for the disk then serves every batch of that time, so the rate does not hang on how ticks were split.
 */
export class GroupCommit {
  readonly #commit: Commit;
  #gathered: Gathered[] = [];
  #gatheredTicks = 0;
  /** Ends the wait for company. */
  #stopGathering: (() => void) | undefined;
  #committing: Promise<void> | undefined;
  #closing = false;

  constructor(commit: Commit) {
    this.#commit = commit;
  }

  append(batch: readonly Tick[], refused = NONE_REFUSED): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      this.#gathered.push({ ticks: packTicks(batch, refused), resolve, reject });
      this.#gatheredTicks += batch.length;
      if (this.#gatheredTicks >= FULL_TICKS) this.#stopGathering?.();
      this.#committing ??= this.#commitGathered();
    });
  }

  /** For the end: commits what is gathered at once, and resolves when nothing is left. Never rejects. */
  async idle(): Promise<void> {
    this.#closing = true;
    this.#stopGathering?.();
    await this.#committing;
  }

  async #gather(): Promise<void> {
    if (this.#closing || this.#gatheredTicks >= FULL_TICKS) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, GATHER_MS);
      this.#stopGathering = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#stopGathering = undefined;
  }

  async #commitGathered(): Promise<void> {
    while (this.#gathered.length > 0) {
      await this.#gather();
      const group = this.#gathered;
      this.#gathered = [];
      this.#gatheredTicks = 0;
      try {
        const results = await this.#commit(group.map(({ ticks }) => ticks));
        for (const [index, { resolve, reject }] of group.entries()) {
          const result = results[index];
          if (result) resolve(result);
          else reject(new Error('The tick log gave no result for a batch: report this as a bug.'));
        }
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    this.#committing = undefined;
  }
}
