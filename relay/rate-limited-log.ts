const QUIET_MS = 60_000;

interface Warnings {
  warn(message: string): void;
}

interface Said {
  readonly at: number;
  /** How often since then, unsaid. */
  unsaid: number;
  /** The newest of the unsaid. */
  message: string;
  timer?: NodeJS.Timeout | undefined;
}

/** Warns at once, then at most once a minute for each key, with how often it came meanwhile. */
export class RateLimitedLog {
  readonly #logger: Warnings;
  readonly #now: () => number;
  readonly #said = new Map<string, Said>();

  constructor(logger: Warnings, now: () => number = Date.now) {
    this.#logger = logger;
    this.#now = now;
  }

  /** `key`: what is limited, out of a small fixed set. `times`: how often it happened. */
  warn(key: string, message: string, times = 1): void {
    const said = this.#said.get(key);
    if (!said || this.#now() - said.at >= QUIET_MS) {
      this.#say(key, message, (said?.unsaid ?? 0) + times);
      return;
    }
    said.unsaid += times;
    said.message = message;
    // Else the last of a burst would be told only with the next burst. A process that ends does not wait for it.
    said.timer ??= setTimeout(() => this.#say(key, said.message, said.unsaid), QUIET_MS).unref();
  }

  #say(key: string, message: string, count: number): void {
    clearTimeout(this.#said.get(key)?.timer);
    this.#said.set(key, { at: this.#now(), unsaid: 0, message });
    this.#logger.warn(count > 1 ? `${message} (${count} times)` : message);
  }
}
