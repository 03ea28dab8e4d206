import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import type { ErrorCode, Role, ToCaptureMessage, ToViewMessage } from '../../shared/protocol.ts';
import type { Metrics } from '../metrics.ts';
import { BoundedSender } from './bounded-sender.ts';
import type { Limits } from './limits.ts';
import type { MessageReader } from './message-table.ts';
import type { TokenBucket } from './token-bucket.ts';

/** RFC 6455: the endpoint ends the connection because of a message that breaks its rules. */
const POLICY_VIOLATION = 1008;
/** The time a client has to answer the closing before its socket is destroyed. */
const CLOSE_GRACE_MS = 1_000;

const NOT_YET = { reason: 'the connection takes no messages yet', isUnknownType: false };

export interface ConnectionParts {
  readonly limits: Limits;
  readonly metrics: Metrics;
  /** Writes a rate-limited log line; `key` is what is limited. */
  readonly warn: (key: string, message: string) => void;
}

/**
 * One WebSocket of a client that is not trusted: bounds what it may send and what waits for it to read.
 * Nothing that it sends makes this throw.
 */
export class Connection {
  role: Role | undefined;
  /** Reads the next message; changes with the greeting. */
  reader: MessageReader = () => NOT_YET;
  bucket: TokenBucket | undefined;
  readonly #socket: WebSocket;
  readonly #sender: BoundedSender;
  readonly #parts: ConnectionParts;
  #ended = false;
  #stopped = false;
  #lastHeard = performance.now();
  #refused = 0;
  #onCaughtUp = (): void =>
    this.end('too-slow', 'The messages were not read in time: connect again and load anew.');
  #pending = 0;

  /** `stream`: what `socket` writes to. */
  constructor(socket: WebSocket, stream: Duplex, parts: ConnectionParts) {
    this.#socket = socket;
    this.#parts = parts;
    this.#sender = new BoundedSender(socket, stream, {
      ...parts,
      roleName: () => this.#roleName,
      onCaughtUp: () => this.#onCaughtUp(),
    });
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary));
    socket.on('error', (error) => {
      this.#count('frame', `its frame was refused (${error.message})`);
      this.#terminateSoon();
    });
  }

  /**
   * Lets a client that fell behind stay: what it does not read in time is left out, and `listener` is called once
   * it has read what waits, to bring it up to date. Without this the connection ends then.
   */
  onCaughtUp(listener: () => void): void {
    this.#onCaughtUp = listener;
  }

  onClose(listener: () => void): void {
    this.#socket.on('close', listener);
  }

  /** As `BoundedSender.send`. */
  send(message: ToCaptureMessage | ToViewMessage): void {
    this.#sender.send(message);
  }

  /** As `BoundedSender.sendText`. */
  sendText(text: string | Buffer): void {
    this.#sender.sendText(text);
  }

  /** From now on its messages are not heard; answers to earlier ones still go out. */
  stopReading(): void {
    this.#stopped = true;
  }

  /** Tells why, then closes. */
  end(code: ErrorCode, message: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#sender.sendLast({ type: 'error', code, message });
    this.#socket.resume();
    this.#socket.close(POLICY_VIOLATION, code);
    this.#terminateSoon();
  }

  /** Lets the socket wait unread while more than `limit` of the work that its messages made is not done. */
  track(cost: number, limit: number, work: Promise<unknown>): void {
    this.#pending += cost;
    if (this.#pending > limit && !this.#socket.isPaused) this.#pause();
    const done = (): void => {
      this.#pending -= cost;
      if (this.#pending <= limit && this.#socket.isPaused) this.#socket.resume();
    };
    work.then(done, done);
  }

  /** Ends the connection where it is dead or does not read what it is sent. */
  inspect(now: number): void {
    const { limits, metrics } = this.#parts;
    if (this.#socket.isPaused) this.#lastHeard = now;
    if (now - this.#lastHeard > limits.silenceMs) {
      metrics.connectionsRefused.inc({ reason: 'silent' });
      this.#socket.terminate();
      return;
    }
    if (this.#sender.isTooSlow(now)) this.#socket.terminate();
  }

  /** Whether its client answers the closing or not. */
  #terminateSoon(): void {
    const timer = setTimeout(() => this.#socket.terminate(), CLOSE_GRACE_MS);
    this.#socket.once('close', () => clearTimeout(timer));
  }

  get #roleName(): string {
    return this.role ?? 'unknown';
  }

  #pause(): void {
    const role = this.#roleName;
    this.#socket.pause();
    this.#parts.metrics.connectionsPaused.inc({ role });
    this.#parts.warn(
      `paused-${role}`,
      `A ${role} connection sends faster than the tick log answers; it is not read until that has caught up.`,
    );
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (this.#ended || this.#stopped) return;
    this.#lastHeard = performance.now();
    if (this.bucket?.take() === false) {
      this.#count('rate', 'it sent too many messages a second');
      this.end('too-many-messages', 'More messages a second than the relay takes: send fewer, larger ones.');
      return;
    }
    if (isBinary) {
      this.#refuse('binary', 'the message is binary; the protocol is JSON text');
      return;
    }
    try {
      // Without `binaryType` changed, ws gives a text frame as one Buffer.
      const unread = this.reader((data as Buffer).toString('utf8'));
      if (unread?.isUnknownType) this.#count('unknown-type', unread.reason);
      else if (unread) this.#refuse('invalid', unread.reason);
    } catch (error) {
      this.#refuse(
        'failed',
        `the relay failed at it (${error instanceof Error ? error.message : 'unknown'})`,
      );
    }
  }

  #refuse(label: string, reason: string): void {
    this.#count(label, reason);
    this.#refused += 1;
    if (this.#refused >= this.#parts.limits.refusedMessages) {
      this.end('message-refused', `Too many messages were refused; of the last one ${reason}.`);
    }
  }

  #count(label: string, reason: string): void {
    const role = this.#roleName;
    this.#parts.metrics.messagesRefused.inc({ role, reason: label });
    this.#parts.warn(`refused-${role}-${label}`, `A message of a ${role} connection was refused: ${reason}.`);
  }
}
