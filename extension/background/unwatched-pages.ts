import type { UnwatchedPage } from '../contracts/capture-status.ts';

/** The broker pages whose prices nobody sees, by whatever stands for the page. */
export class UnwatchedPages<Key> {
  readonly #pages = new Map<Key, UnwatchedPage>();
  readonly #onChange: (pages: readonly UnwatchedPage[]) => void;

  constructor(onChange: (pages: readonly UnwatchedPage[]) => void) {
    this.#onChange = onChange;
  }

  get size(): number {
    return this.#pages.size;
  }

  /** Says so itself, again and again. */
  unwatched(key: Key, page: UnwatchedPage): void {
    const before = this.#pages.get(key);
    if (
      before?.hasWorker === page.hasWorker &&
      before.hasStream === page.hasStream &&
      before.host === page.host
    )
      return;
    this.#pages.set(key, page);
    this.#tell();
  }

  /** It sends what it receives now, or is gone. */
  forget(key: Key): void {
    if (this.#pages.delete(key)) this.#tell();
  }

  #tell(): void {
    this.#onChange([...this.#pages.values()]);
  }
}
