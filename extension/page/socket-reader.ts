import type { BrokerDecoder, BrokerEvent } from '../brokers/broker.ts';
import type { Milliseconds } from '../../shared/units.ts';
import type { ObservedFrame } from './handover.ts';

export interface SocketListener {
  /** Each frame, once it is decoded; most say nothing that we read. */
  onFrame(events: readonly BrokerEvent[], receivedAt: Milliseconds): void;
  /** After the last frame. */
  onClosed(): void;
}

/**
 * Decodes the frames of one socket in their order. A Blob's bytes come later, so while one is being read
 * the frames after it wait their turn.
 */
export class SocketReader {
  readonly #decoder: BrokerDecoder;
  readonly #listener: SocketListener;
  #reading = 0;
  #chain: Promise<void> = Promise.resolve();

  constructor(decoder: BrokerDecoder, listener: SocketListener) {
    this.#decoder = decoder;
    this.#listener = listener;
  }

  /** No data: the socket has closed. */
  accept(data: ObservedFrame[1], receivedAt: Milliseconds): void {
    if (this.#reading === 0 && !(data instanceof Blob)) {
      this.#decode(data, receivedAt);
      return;
    }
    this.#reading += 1;
    this.#chain = this.#chain.then(async () => {
      try {
        this.#decode(data instanceof Blob ? await data.arrayBuffer() : data, receivedAt);
      } catch {
        // A Blob that cannot be read any more is a frame lost to the page as well.
      }
      this.#reading -= 1;
    });
  }

  #decode(data: string | ArrayBuffer | undefined, receivedAt: Milliseconds): void {
    if (data === undefined) {
      this.#listener.onClosed();
      return;
    }
    const events = this.#decoder.decode(typeof data === 'string' ? data : new Uint8Array(data), receivedAt);
    this.#listener.onFrame(events, receivedAt);
  }
}
