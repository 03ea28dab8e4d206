import type { Tick } from '../../shared/tick.ts';
import { packTicks, type PackedTicks } from './packed-ticks.ts';
import type { AppendResult } from './tick-log.ts';

interface Gathered {
  readonly ticks: PackedTicks;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

/** Writes batches in one transaction; one result each. */
type Commit = (batches: readonly PackedTicks[]) => Promise<readonly AppendResult[]>;

/**
 * Gathers what comes while a commit is under way and commits it together afterwards: one wait for the disk then
 * serves every batch of that time, so the rate does not hang on how ticks were split into batches.
 */
export class GroupCommit {
  readonly #commit: Commit;
  #gathered: Gathered[] = [];
  #committing: Promise<void> | undefined;

  constructor(commit: Commit) {
    this.#commit = commit;
  }

  append(batch: readonly Tick[]): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      this.#gathered.push({ ticks: packTicks(batch), resolve, reject });
      this.#committing ??= this.#commitGathered();
    });
  }

  /** Resolves when nothing gathered is left; never rejects. */
  async idle(): Promise<void> {
    await this.#committing;
  }

  async #commitGathered(): Promise<void> {
    while (this.#gathered.length > 0) {
      const group = this.#gathered;
      this.#gathered = [];
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
