import type { Log } from './log.ts';

const QUIET_MS = 60_000;

interface Said {
  readonly at: number;
  /** How often since then, unsaid. */
  unsaid: number;
}

/** Warns at most once a minute for each key, and then says how often it came meanwhile. */
export class RateLimitedLog {
  readonly #logger: Log;
  readonly #now: () => number;
  readonly #said = new Map<string, Said>();

  constructor(logger: Log, now: () => number = Date.now) {
    this.#logger = logger;
    this.#now = now;
  }

  /** `key`: what is limited, out of a small fixed set. `times`: how often it happened. */
  warn(key: string, message: string, times = 1): void {
    const now = this.#now();
    const said = this.#said.get(key);
    if (said && now - said.at < QUIET_MS) {
      said.unsaid += times;
      return;
    }
    const count = (said?.unsaid ?? 0) + times;
    this.#said.set(key, { at: now, unsaid: 0 });
    this.#logger.warn(count > 1 ? `${message} (${count} times)` : message);
  }
}
