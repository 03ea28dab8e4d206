import type { Connection } from './connection.ts';

/** What a capture has told of its outbox. */
export interface CaptureCount {
  /** Ticks captured that the relay has not confirmed yet. */
  readonly waiting: number;
  /** Ticks that the capture had to give up since it was installed. */
  readonly dropped: number;
}

type Capture = Pick<Connection, 'onClose'>;

/** More browsers than anybody captures with. */
const MOST_LEFT = 20;

/** The latest word of each open capture connection. */
export class CaptureCounts {
  readonly #counts = new Map<Capture, CaptureCount>();
  /** What captures that have left had given up: it is no news when they come back. */
  #leftWith: number[] = [];
  readonly #onGivenUp: (ticks: number) => void;

  /** `onGivenUp`: told of ticks that a capture had to give up, of each once. */
  constructor(onGivenUp: (ticks: number) => void) {
    this.#onGivenUp = onGivenUp;
  }

  /** `capture` is forgotten when it closes. */
  watch(capture: Capture): void {
    capture.onClose(() => {
      const { dropped = 0 } = this.#counts.get(capture) ?? {};
      this.#counts.delete(capture);
      if (dropped > 0) this.#leftWith = [dropped, ...this.#leftWith].slice(0, MOST_LEFT);
    });
  }

  set(capture: Capture, { waiting, dropped }: CaptureCount): void {
    const before = this.#counts.get(capture)?.dropped ?? this.#takeLeft(dropped);
    this.#counts.set(capture, { waiting, dropped });
    if (dropped > before) this.#onGivenUp(dropped - before);
  }

  /** One for each capture that has told, in the order of their first word. */
  all(): CaptureCount[] {
    return [...this.#counts.values()];
  }

  /** A capture has no name; the one that left with the nearest total, which only grows, is taken for this one. */
  #takeLeft(dropped: number): number {
    const nearest = Math.max(0, ...this.#leftWith.filter((total) => total <= dropped));
    const place = this.#leftWith.indexOf(nearest);
    if (place >= 0) this.#leftWith.splice(place, 1);
    return nearest;
  }
}
