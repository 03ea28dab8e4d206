import type { Pair } from '../../shared/pair.ts';
import type { Viewers } from './viewers.ts';

/** Tells viewers whose history has changed: soon, and once for the many batches that a backfill comes in. */
export class ChangeFeed {
  readonly #viewers: Viewers;
  readonly #delayMs: number;
  readonly #changed = new Set<Pair>();
  #timer: NodeJS.Timeout | undefined;

  constructor(viewers: Viewers, delayMs: number) {
    this.#viewers = viewers;
    this.#delayMs = delayMs;
  }

  changed(pairs: readonly Pair[]): void {
    for (const pair of pairs) this.#changed.add(pair);
    this.#timer ??= setTimeout(() => this.#tell(), this.#delayMs);
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #tell(): void {
    this.#timer = undefined;
    this.#viewers.broadcast({ type: 'historyChanged', pairs: [...this.#changed] });
    this.#changed.clear();
  }
}
