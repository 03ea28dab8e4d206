import { signal, type ReadonlySignal } from '@preact/signals';

/** A screen reader is still reading the last one until about then. */
const SHORTEST_INTERVAL_MS = 1_500;

/** What a screen reader is told of what happens by itself or by a key; of several in a row the last. */
export class Announcer {
  readonly #text = signal('');
  #waiting: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** For a live region. */
  get text(): ReadonlySignal<string> {
    return this.#text;
  }

  say(text: string): void {
    if (this.#timer === undefined) this.#tell(text);
    else this.#waiting = text;
  }

  #tell(text: string): void {
    this.#text.value = text;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      const waiting = this.#waiting;
      this.#waiting = undefined;
      if (waiting !== undefined) this.#tell(waiting);
    }, SHORTEST_INTERVAL_MS);
  }
}
