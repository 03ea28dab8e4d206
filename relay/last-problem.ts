import type { Log } from './log.ts';
import type { SecretTexts } from './secret-texts.ts';

/** The newest warning or error that a log was told. */
export interface LoggedProblem {
  /** UTC ms. */
  readonly at: number;
  /** One sentence; no secret is in it. */
  readonly sentence: string;
}

/** Remembers the last problem of the log that it wraps, whatever level that one writes from. */
export class LastProblem {
  readonly log: Log;
  readonly #secrets: SecretTexts;
  #problem: LoggedProblem | undefined;

  constructor(log: Log, secrets: SecretTexts) {
    this.#secrets = secrets;
    this.log = {
      debug: log.debug.bind(log),
      info: log.info.bind(log),
      warn: this.#remembering(log.warn.bind(log)),
      error: this.#remembering(log.error.bind(log)),
    };
  }

  get problem(): LoggedProblem | undefined {
    return this.#problem;
  }

  #remembering(write: Log['warn']): Log['warn'] {
    return (...entry: unknown[]) => {
      const sentence = entry.find((part) => typeof part === 'string');
      if (sentence !== undefined) this.#problem = { at: Date.now(), sentence: this.#secrets.hide(sentence) };
      write(...(entry as [string]));
    };
  }
}
