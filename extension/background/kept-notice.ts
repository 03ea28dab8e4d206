import type { KeptMessage } from '../contracts/bridge-messages.ts';

/** Nothing but the bridge's memory waits for the notice, and each message between processes costs both. */
export const NOTICE_DELAY_MS = 100;

/** Tells a bridge which of its messages are safe: soon, and once for several. */
export class KeptNotice {
  readonly #post: (message: KeptMessage) => void;
  #ids: number[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(post: (message: KeptMessage) => void) {
    this.#post = post;
  }

  add(id: number): void {
    this.#ids.push(id);
    this.#timer ??= setTimeout(() => this.#tell(), NOTICE_DELAY_MS);
  }

  /** The bridge has gone and needs no word any more. */
  cancel(): void {
    clearTimeout(this.#timer);
    this.#ids = [];
  }

  #tell(): void {
    this.#timer = undefined;
    const ids = this.#ids;
    this.#ids = [];
    this.#post({ type: 'kept', ids });
  }
}
