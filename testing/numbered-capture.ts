import { tickToTuple, type CapturedTick } from '../shared/tick.ts';
import { connectAs, type RelaySocket } from './relay-socket.ts';
import { tickKey } from './ticks.ts';

export interface NumberedCaptureOptions {
  readonly wsUrl: string;
  readonly ownerToken: string;
}

/** A capture as the extension is one: it numbers its batches, and sends again on each connection what has no ack. */
export class NumberedCapture {
  readonly #relay: NumberedCaptureOptions;
  readonly #unacked = new Map<number, readonly CapturedTick[]>();
  /** Keys of the ticks whose batches were acked. */
  readonly acked = new Set<string>();
  #socket: RelaySocket | undefined;
  #seq = 0;

  constructor(relay: NumberedCaptureOptions) {
    this.#relay = relay;
  }

  /** Whether every batch was acked. */
  get isSettled(): boolean {
    return this.#unacked.size === 0;
  }

  /** Connects anew, and sends again what has no ack. */
  async connect(): Promise<void> {
    const socket = await connectAs(this.#relay, 'capture');
    this.#socket = socket;
    socket.socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString('utf8')) as { type: string; seq?: number };
      if (message.type === 'ack' && message.seq !== undefined) this.#confirm(message.seq);
    });
    for (const [seq, ticks] of this.#unacked) this.#send(seq, ticks);
  }

  /** Keeps the batch until it is acked; sends it where there is a connection. */
  add(ticks: readonly CapturedTick[]): void {
    this.#seq += 1;
    this.#unacked.set(this.#seq, ticks);
    this.#send(this.#seq, ticks);
  }

  async close(): Promise<void> {
    await this.#socket?.close();
  }

  #send(seq: number, ticks: readonly CapturedTick[]): void {
    if (this.#socket?.socket.readyState !== 1) return;
    this.#socket.send({ type: 'ticks', seq, ticks: ticks.map(tickToTuple) });
  }

  #confirm(seq: number): void {
    for (const tick of this.#unacked.get(seq) ?? []) this.acked.add(tickKey(tick));
    this.#unacked.delete(seq);
  }
}
