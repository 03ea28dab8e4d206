import { once } from 'node:events';
import { WebSocket, type RawData } from 'ws';
import { backoff } from '../shared/backoff.ts';
import { PROTOCOL_VERSION, type ToCaptureMessage } from '../shared/protocol.ts';
import type { Tick } from '../shared/tick.ts';
import { waitUntil } from './child-server.ts';
import { tupleOf } from './numbered-ticks.ts';
import type { RelayAddress } from './relay-socket.ts';
import { tickKey } from './ticks.ts';

const RECONNECT = { first: 20, longest: 250 };
/** Batches sent and not acked, beyond which further ones wait here. */
const MAX_IN_FLIGHT = 64;

interface Batch {
  readonly seq: number;
  readonly ticks: readonly Tick[];
}

export interface CaptureClientOptions {
  /** `false` leaves a lost connection lost until `connect` is called. Default `true`: again, with backoff. */
  readonly reconnects?: boolean;
}

/**
 * A capture as the extension's background is one, without a browser: keeps every batch until its ack, and on each
 * connection sends again what has no ack, in order, before what is new. The first connection is made at once.
 */
export class CaptureClient {
  readonly #relay: RelayAddress;
  readonly #reconnects: boolean;
  readonly #acked = new Set<string>();
  /** Without an ack, oldest first; the first `#inFlight` of them are sent on this connection. */
  readonly #waiting: Batch[] = [];
  #inFlight = 0;
  #lastSeq = 0;
  #highestSent = 0;
  #resent = 0;
  #attempt = 0;
  #connection: 'opening' | 'welcomed' | 'lost' | 'closed' = 'opening';
  #socket: WebSocket | undefined;
  #retry: NodeJS.Timeout | undefined;

  constructor(relay: RelayAddress, { reconnects = true }: CaptureClientOptions = {}) {
    this.#relay = relay;
    this.#reconnects = reconnects;
    this.connect();
  }

  /** Keys of the ticks whose batch the relay has acked: from then on the relay alone answers for them. */
  get acked(): ReadonlySet<string> {
    return this.#acked;
  }

  /** How often a batch was sent a second time. */
  get resent(): number {
    return this.#resent;
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

  /** Resolves when every tick has its ack; rejects after `timeoutMs`, and where the connection is lost for good. */
  async drained(timeoutMs = 60_000): Promise<void> {
    const isDrained = (): boolean => {
      if (this.#waiting.length === 0) return true;
      if (this.#connection !== 'closed' && (this.#reconnects || this.#connection !== 'lost')) return false;
      throw new Error(`The connection ended while ${this.unacked} ticks waited for their ack.`);
    };
    await waitUntil(isDrained, () => `${this.unacked} ticks still wait for their ack.`, timeoutMs);
  }

  /** Ends the connection for good; what has no ack stays here. */
  async close(): Promise<void> {
    this.#connection = 'closed';
    clearTimeout(this.#retry);
    if (!this.#socket || this.#socket.readyState === WebSocket.CLOSED) return;
    const closed = once(this.#socket, 'close');
    this.#socket.close();
    await closed;
  }

  /** Connects anew, in the place of the connection that there was; for a client that does not do so itself. */
  connect(): void {
    const socket = new WebSocket(this.#relay.wsUrl);
    this.#socket?.terminate();
    this.#socket = socket;
    this.#connection = 'opening';
    this.#inFlight = 0;
    socket.on('open', () => {
      const { ownerToken: token } = this.#relay;
      socket.send(JSON.stringify({ type: 'hello', version: PROTOCOL_VERSION, role: 'capture', token }));
    });
    socket.on('message', (data: RawData) => {
      if (socket !== this.#socket) return;
      this.#receive(JSON.parse((data as Buffer).toString('utf8')) as ToCaptureMessage);
    });
    // `close` follows, and is where the client tries again.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (socket === this.#socket) this.#lost();
    });
  }

  #receive(message: ToCaptureMessage): void {
    if (message.type === 'welcome') {
      if (this.#connection === 'opening') this.#connection = 'welcomed';
      this.#attempt = 0;
      this.#flow();
    } else if (message.type === 'ack') {
      const index = this.#waiting.findIndex(({ seq }) => seq === message.seq);
      const [batch] = index === -1 ? [] : this.#waiting.splice(index, 1);
      if (!batch) throw new Error(`The relay acked batch ${message.seq}, which waits for no ack.`);
      this.#inFlight -= 1;
      for (const tick of batch.ticks) this.#acked.add(tickKey(tick));
      this.#flow();
    }
  }

  #flow(): void {
    while (
      this.#connection === 'welcomed' &&
      this.#inFlight < Math.min(MAX_IN_FLIGHT, this.#waiting.length)
    ) {
      const batch = this.#waiting[this.#inFlight];
      if (!batch) return;
      if (batch.seq <= this.#highestSent) this.#resent += 1;
      this.#highestSent = Math.max(this.#highestSent, batch.seq);
      this.#inFlight += 1;
      this.#socket?.send(JSON.stringify({ type: 'ticks', seq: batch.seq, ticks: batch.ticks.map(tupleOf) }));
    }
  }

  #lost(): void {
    if (this.#connection === 'closed') return;
    this.#connection = 'lost';
    this.#inFlight = 0;
    if (!this.#reconnects) return;
    this.#retry = setTimeout(() => this.connect(), backoff(++this.#attempt, RECONNECT));
  }
}
