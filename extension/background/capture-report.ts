import type { CaptureMessage } from '../../shared/protocol.ts';
import type { OutboxCounts } from './outbox.ts';

/** Counts change with every batch; the relay is told at this pace. */
const REPORT_INTERVAL_MS = 1_000;

export interface ReportConnection {
  readonly connected: boolean;
  send(message: CaptureMessage): void;
}

/** Tells the relay what waits in the outbox: after connecting, and when it has changed. */
export class CaptureReport {
  readonly #connection: ReportConnection;
  #counts: OutboxCounts | undefined;
  #told: OutboxCounts | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(connection: ReportConnection) {
    this.#connection = connection;
  }

  /** The relay has welcomed us; what an earlier connection was told counts no more. */
  connected(): void {
    this.#told = undefined;
    this.#tell();
  }

  update(counts: OutboxCounts): void {
    this.#counts = counts;
    // A pause is running: its end tells the newest counts.
    if (this.#timer === undefined) this.#tell();
  }

  #tell(): void {
    const { waiting, dropped } = this.#counts ?? {};
    if (waiting === undefined || dropped === undefined || !this.#connection.connected) return;
    if (waiting === this.#told?.waiting && dropped === this.#told.dropped) return;
    this.#told = { waiting, dropped };
    this.#connection.send({ type: 'captureStatus', waiting, dropped });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#tell();
    }, REPORT_INTERVAL_MS);
  }
}
