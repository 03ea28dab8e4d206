import type { Connection } from './connection.ts';

/** What a capture has told of its outbox. */
export interface CaptureCount {
  /** Ticks captured that the relay has not confirmed yet. */
  readonly waiting: number;
  /** Ticks that the capture had to give up since it was installed. */
  readonly dropped: number;
}

/** The latest word of each open capture connection. */
export class CaptureCounts {
  readonly #counts = new Map<Connection, CaptureCount>();

  /** `capture` is forgotten when it closes. */
  watch(capture: Connection): void {
    capture.onClose(() => this.#counts.delete(capture));
  }

  set(capture: Connection, { waiting, dropped }: CaptureCount): void {
    this.#counts.set(capture, { waiting, dropped });
  }

  /** One for each capture that has told, in the order of their first word. */
  all(): CaptureCount[] {
    return [...this.#counts.values()];
  }
}
