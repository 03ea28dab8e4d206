import { isSameView, type PageView } from '../data/shown.ts';

export interface PageFollowing {
  readonly isOn: () => boolean;
  /** Shows what the page shows. */
  readonly follow: (page: PageView) => void;
  /** Remembers what the page showed last. */
  readonly remember: (page: PageView) => void;
}

/**
 * Follows the broker's page: each change there is one here, and what the trader chooses here stays until the next.
 * The relay repeats what the page shows on every connection, which is no change.
 */
export class PageFollower {
  readonly #parts: PageFollowing;
  #page: PageView | undefined;

  /** `page`: what it showed last, of an earlier time the panel was open. */
  constructor(parts: PageFollowing, page: PageView | undefined) {
    this.#parts = parts;
    this.#page = page;
  }

  /** The page shows this now. */
  shows(page: PageView): void {
    if (isSameView(page, this.#page)) return;
    this.#page = page;
    this.#parts.remember(page);
    if (this.#parts.isOn()) this.#parts.follow(page);
  }

  /** The trader has switched it on: what the page shows now is shown at once. */
  switchedOn(): void {
    if (this.#page) this.#parts.follow(this.#page);
  }
}
