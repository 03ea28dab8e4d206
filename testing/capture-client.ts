import { WebSocket, type RawData } from 'ws';
import { backoff } from '../shared/backoff.ts';
import { PROTOCOL_VERSION, type ToCaptureMessage } from '../shared/protocol.ts';
import type { Tick } from '../shared/tick.ts';
import { waitUntil } from './child-server.ts';
import { tupleOf } from './numbered-ticks.ts';

const RECONNECT = { first: 20, longest: 250 };
/** Batches sent and not acked, beyond which further ones wait here. */
const MAX_IN_FLIGHT = 64;

interface Batch {
  readonly seq: number;
  readonly ticks: readonly Tick[];
}

export interface CaptureAddress {
  readonly wsUrl: string;
  readonly ownerToken: string;
}

/**
 * A capture as the extension's background is one, without a browser: keeps every batch until its ack, connects
 * again with backoff, and then sends again what has no ack, in order, before what is new.
 */
export class CaptureClient {
  /** Ticks whose batch the relay has acked: from then on the relay alone answers for them. */
  readonly acked: Tick[] = [];
  /** How often a batch was sent a second time. */
  resent = 0;
  readonly #relay: CaptureAddress;
  /** Without an ack, oldest first; the first `#inFlight` of them are sent on this connection. */
  #waiting: Batch[] = [];
  #inFlight = 0;
  #lastSeq = 0;
  #highestSent = 0;
  #attempt = 0;
  #socket: WebSocket | undefined;
  #welcomed = false;
  #retry: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(relay: CaptureAddress) {
    this.#relay = relay;
    this.#connect();
  }

  /** Ticks without an ack. */
  get unacked(): number {
    return this.#waiting.reduce((sum, { ticks }) => sum + ticks.length, 0);
  }

  /** Takes one batch; it goes at once where there is a connection. */
  send(ticks: readonly Tick[]): void {
    this.#waiting.push({ seq: ++this.#lastSeq, ticks });
    this.#flow();
  }

  /** Resolves when every tick has its ack. */
  async drained(timeoutMs = 60_000): Promise<void> {
    await waitUntil(
      () => this.#waiting.length === 0,
      () => `${this.unacked} ticks still wait for their ack.`,
      timeoutMs,
    );
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    this.#socket?.close();
  }

  #connect(): void {
    const socket = new WebSocket(this.#relay.wsUrl);
    this.#socket = socket;
    socket.on('open', () => {
      const { ownerToken: token } = this.#relay;
      socket.send(JSON.stringify({ type: 'hello', version: PROTOCOL_VERSION, role: 'capture', token }));
    });
    socket.on('message', (data: RawData) => {
      this.#receive(JSON.parse((data as Buffer).toString('utf8')) as ToCaptureMessage);
    });
    // `close` follows, and is where the client tries again.
    socket.on('error', () => undefined);
    socket.on('close', () => this.#lost());
  }

  #receive(message: ToCaptureMessage): void {
    if (message.type === 'welcome') {
      this.#welcomed = true;
      this.#attempt = 0;
      this.#flow();
    } else if (message.type === 'ack') {
      const index = this.#waiting.findIndex(({ seq }) => seq === message.seq);
      const [batch] = index === -1 ? [] : this.#waiting.splice(index, 1);
      if (!batch) throw new Error(`The relay acked batch ${message.seq}, which waits for no ack.`);
      this.#inFlight -= 1;
      for (const tick of batch.ticks) this.acked.push(tick);
      this.#flow();
    }
  }

  #flow(): void {
    while (this.#welcomed && this.#inFlight < Math.min(MAX_IN_FLIGHT, this.#waiting.length)) {
      const batch = this.#waiting[this.#inFlight];
      if (!batch) return;
      if (batch.seq <= this.#highestSent) this.resent += 1;
      this.#highestSent = Math.max(this.#highestSent, batch.seq);
      this.#inFlight += 1;
      this.#socket?.send(JSON.stringify({ type: 'ticks', seq: batch.seq, ticks: batch.ticks.map(tupleOf) }));
    }
  }

  #lost(): void {
    this.#welcomed = false;
    this.#inFlight = 0;
    if (this.#closed) return;
    this.#retry = setTimeout(() => this.#connect(), backoff(++this.#attempt, RECONNECT));
  }
}
