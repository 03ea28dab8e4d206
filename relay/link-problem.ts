import type { Log } from './log.ts';

/** A link that stays broken says so again after this long. */
const REPEAT_MS = 10 * 60_000;
/** Two problems that take turns are not written more often than this. */
const CHANGE_MS = 10_000;

/** What keeps the relay from a server, in one sentence; writes it to the log once, not at every attempt. */
export class LinkProblem {
  readonly #logger: Log;
  #sentence: string | undefined;
  #logged: { readonly sentence: string; readonly at: number } | undefined;

  constructor(logger: Log) {
    this.#logger = logger;
  }

  get sentence(): string | undefined {
    return this.#sentence;
  }

  report(sentence: string): void {
    this.#sentence = sentence;
    const now = Date.now();
    if (this.#logged) {
      const quiet = this.#logged.sentence === sentence ? REPEAT_MS : CHANGE_MS;
      if (now - this.#logged.at < quiet) return;
    }
    this.#logged = { sentence, at: now };
    this.#logger.warn(sentence);
  }

  /** The link works. `sentence` tells so where a problem had been written. */
  clear(sentence: string): void {
    this.#sentence = undefined;
    if (!this.#logged) return;
    this.#logged = undefined;
    this.#logger.info(sentence);
  }
}
