import type { BrokerDecoder, BrokerEvent } from '../brokers/broker.ts';
import type { Milliseconds } from '../../shared/units.ts';
import type { ObservedFrame } from './handover.ts';
import { ownTask } from './own-task.ts';

/** Characters or bytes from which on a frame is decoded in a task of its own; only a history is so large. */
export const LARGE_FRAME = 65_536;

export interface SocketListener {
  /** Each frame, once it is decoded; most say nothing that we read. */
  onFrame(events: readonly BrokerEvent[], receivedAt: Milliseconds): void;
  /** After the last frame. */
  onClosed(): void;
}

type Data = ObservedFrame[1];

interface WaitingFrame {
  readonly data: Data;
  readonly receivedAt: Milliseconds;
}

const isLarge = (data: string | ArrayBuffer | undefined): boolean =>
  (typeof data === 'string' ? data.length : (data?.byteLength ?? 0)) >= LARGE_FRAME;

/**
 * Decodes the frames of one socket in their order: at once, so that a tick has left the page before it draws. A Blob's
 * bytes come later, and the page must not wait for a large frame; those after it wait their turn.
 */
export class SocketReader {
  readonly #decoder: BrokerDecoder;
  readonly #listener: SocketListener;
  readonly #waiting: WaitingFrame[] = [];
  #working = false;

  constructor(decoder: BrokerDecoder, listener: SocketListener) {
    this.#decoder = decoder;
    this.#listener = listener;
  }

  /** No data: the socket has closed. */
  accept(data: Data, receivedAt: Milliseconds): void {
    if (!this.#working && !(data instanceof Blob) && !isLarge(data)) {
      this.#decode(data, receivedAt);
      return;
    }
    this.#waiting.push({ data, receivedAt });
    if (!this.#working) void this.#work();
  }

  /** The page goes away: decodes what waits, up to a Blob, in this turn. */
  flush(): void {
    for (let [next] = this.#waiting; next && !(next.data instanceof Blob); [next] = this.#waiting) {
      this.#waiting.shift();
      this.#decode(next.data, next.receivedAt);
    }
  }

  async #work(): Promise<void> {
    this.#working = true;
    for (let [next] = this.#waiting; next; [next] = this.#waiting) {
      try {
        const { data: raw, receivedAt } = next;
        const data = raw instanceof Blob ? await raw.arrayBuffer() : raw;
        if (!(raw instanceof Blob) && isLarge(raw)) await ownTask();
        // Else `flush` has taken it meanwhile.
        if (this.#waiting[0] === next) this.#decode(data, receivedAt);
      } catch {
        // A Blob that cannot be read any more is a frame lost to the page as well.
      }
      if (this.#waiting[0] === next) this.#waiting.shift();
    }
    this.#working = false;
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
