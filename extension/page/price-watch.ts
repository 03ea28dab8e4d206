import type { UnseenSigns } from '../contracts/capture-status.ts';

/** A page that has a feed begins it well within this time of being opened. */
export const UNSEEN_AFTER_MS = 20_000;
/** The background forgets with its worker. */
export const REPEAT_MS = 60_000;

export interface PriceWatchParts {
  readonly signs: () => UnseenSigns;
  /** No frame of any socket of the page has said anything that is of a feed. */
  readonly onUnseen: (signs: UnseenSigns) => void;
}

/** Notices that a broker's page has no feed that can be watched, and says so until there is one. */
export class PriceWatch {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: PriceWatchParts) {
    const tell = (): void => {
      parts.onUnseen(parts.signs());
      this.#timer = setTimeout(tell, REPEAT_MS);
    };
    this.#timer = setTimeout(tell, UNSEEN_AFTER_MS);
  }

  /** The feed is seen, or nobody is there to be told. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
