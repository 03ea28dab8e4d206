import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { ToCaptureMessage, ToViewMessage } from '../../shared/protocol.ts';
import type { Metrics } from '../metrics.ts';
import type { Limits } from './limits.ts';

export interface SenderParts {
  readonly limits: Pick<Limits, 'bufferedBytes' | 'slowMs'>;
  readonly metrics: Pick<Metrics, 'connectionsBehind'>;
  /** Writes a rate-limited log line; `key` is what is limited. */
  readonly warn: (key: string, message: string) => void;
  /** Who reads, for the log. */
  readonly roleName: () => string;
  /** Called once a client that fell behind has read what waited. */
  readonly onCaughtUp: () => void;
}

/** Sends to a client that may read slowly or not at all, which costs no more than its buffer. */
export class BoundedSender {
  readonly #socket: WebSocket;
  readonly #stream: Duplex;
  readonly #parts: SenderParts;
  #behindSince: number | undefined;
  #isEnded = false;
  #isGathering = false;

  /** `stream`: what `socket` writes to. */
  constructor(socket: WebSocket, stream: Duplex, parts: SenderParts) {
    this.#socket = socket;
    this.#stream = stream;
    this.#parts = parts;
  }

  /** Sends with the turn's other messages in one write: a commit confirms dozens of batches, an `ack` each. */
  send(message: ToCaptureMessage | ToViewMessage): void {
    this.#gatherWrites();
    this.sendText(JSON.stringify(message));
  }

  /** Sends a message that is JSON text already, at once. A client that does not read in time gets no more. */
  sendText(text: string | Buffer): void {
    if (this.#isEnded || this.#socket.readyState !== this.#socket.OPEN || this.#behindSince !== undefined)
      return;
    if (this.#socket.bufferedAmount > this.#parts.limits.bufferedBytes) {
      this.#fallBehind();
      return;
    }
    this.#socket.send(text, { binary: false });
  }

  /** Sends the last word, to a client that is behind too. */
  sendLast(message: ToCaptureMessage | ToViewMessage): void {
    this.#behindSince = undefined;
    this.send(message);
    this.#isEnded = true;
  }

  /** Whether what waits has not been read for longer than it may. */
  isTooSlow(now: number): boolean {
    return this.#behindSince !== undefined && now - this.#behindSince > this.#parts.limits.slowMs;
  }

  /** From here on messages are left out. */
  #fallBehind(): void {
    const { metrics, roleName, warn } = this.#parts;
    this.#behindSince = performance.now();
    const role = roleName();
    metrics.connectionsBehind.inc({ role });
    warn(
      `behind-${role}`,
      `A ${role} connection did not read in time; messages to it are left out until it has read what waits.`,
    );
    this.#stream.once('drain', () => this.#catchUp());
  }

  #catchUp(): void {
    if (this.#isEnded || this.#behindSince === undefined) return;
    this.#behindSince = undefined;
    this.#parts.onCaughtUp();
  }

  #gatherWrites(): void {
    if (this.#isGathering) return;
    this.#isGathering = true;
    this.#stream.cork();
    process.nextTick(() => {
      this.#isGathering = false;
      this.#stream.uncork();
    });
  }
}
