import type { CaptureMessage } from '../../shared/protocol.ts';
import type { OutboxMessage } from './outbox-message.ts';

/** The most ticks in one message, live or from the outbox: small enough to pass between live ones. */
export const TICKS_PER_MESSAGE = 500;
/** A relay that could not keep a batch says nothing; after this everything unconfirmed goes out anew. */
export const ACK_TIMEOUT_MS = 30_000;

/** What the uplink needs of the connection. */
export interface UplinkConnection {
  readonly connected: boolean;
  /** Bytes that the socket has not sent yet. */
  readonly buffered: number;
  send(message: CaptureMessage): void;
  /** Ends this connection and makes another. */
  restart(): void;
}

interface Sent {
  readonly onAck: () => void;
  readonly sentAt: number;
}

const withSeq = (message: OutboxMessage, seq: number): CaptureMessage => {
  switch (message.type) {
    case 'ticks':
      return { type: 'ticks', seq, ticks: message.ticks as unknown[] };
    case 'brokerHistory':
      return { ...message, seq, candles: message.candles as unknown[] };
    case 'renamed':
      return { ...message, seq };
    case 'feedSpans':
      return { type: 'feedSpans', seq, spans: message.spans as unknown[] };
  }
};

/** What was sent on this connection and has no `ack` yet. The oldest without one for too long ends the connection. */
export class InFlight {
  readonly #connection: UplinkConnection;
  readonly #sent = new Map<number, Sent>();
  #seq = 0;
  #checking = false;

  constructor(connection: UplinkConnection) {
    this.#connection = connection;
  }

  /** Sends a message with the next number; `onAck` is called once the relay confirms it on this connection. */
  send(message: OutboxMessage, onAck: () => void): void {
    this.#seq += 1;
    this.#sent.set(this.#seq, { onAck, sentAt: performance.now() });
    this.#connection.send(withSeq(message, this.#seq));
    this.#checkIn(ACK_TIMEOUT_MS);
  }

  acked(seq: number): void {
    const sent = this.#sent.get(seq);
    if (!sent) return;
    this.#sent.delete(seq);
    sent.onAck();
  }

  /** The connection has ended: nobody will confirm what went out on it. */
  forget(): void {
    this.#sent.clear();
  }

  #checkIn(delay: number): void {
    if (this.#checking) return;
    this.#checking = true;
    setTimeout(() => this.#check(), delay);
  }

  #check(): void {
    this.#checking = false;
    const [oldest] = this.#sent.values();
    if (!oldest || !this.#connection.connected) return;
    const left = oldest.sentAt + ACK_TIMEOUT_MS - performance.now();
    if (left > 0) this.#checkIn(left);
    else this.#connection.restart();
  }
}
