import { MAX_TICKS_PER_MESSAGE } from '../shared/protocol.ts';
import type { Tick } from '../shared/tick.ts';
import { milliseconds } from '../shared/units.ts';
import { connectAs } from './relay-socket.ts';
import { tickKey } from './ticks.ts';

const SEND_INTERVAL_MS = 100;
const MS_PER_SECOND = 1_000;
const PAIRS = Array.from({ length: 15 }, (_, index) => `LOAD${String(index).padStart(2, '0')}_otc`);

/** A capture that sends different ticks at a steady pace and remembers which the relay has acked. */
export interface SteadyCapture {
  /** How many ticks went out. */
  readonly sent: number;
  /** The keys of those that were acked. */
  readonly acked: ReadonlySet<string>;
  /** Sends no more, waits for the acks that are missing and closes; rejects where the relay closes before. */
  finish(): Promise<void>;
}

export const startSteadyCapture = async (
  relay: Parameters<typeof connectAs>[0],
  ticksPerSecond: number,
): Promise<SteadyCapture> => {
  const client = await connectAs(relay, 'capture');
  const acked = new Set<string>();
  const unacked = new Map<number, readonly Tick[]>();
  const first = Date.now();
  let sent = 0;
  let seq = 0;
  let allAcked: (() => void) | undefined;

  // One pair after the other, no two of a pair in one millisecond.
  const nextTick = (): Tick => {
    const index = sent++;
    const pair = PAIRS[index % PAIRS.length] ?? '';
    const timestamp = milliseconds(first + Math.floor((index * MS_PER_SECOND) / ticksPerSecond));
    return { pair, price: 1 + (index % 997) / 1_000, timestamp };
  };
  // What is due by the clock, so that a late timer changes no rate.
  const send = (): void => {
    const due = Math.floor(((Date.now() - first) * ticksPerSecond) / MS_PER_SECOND) - sent;
    if (due <= 0) return;
    const ticks = Array.from({ length: Math.min(due, MAX_TICKS_PER_MESSAGE) }, nextTick);
    seq += 1;
    unacked.set(seq, ticks);
    const now = Date.now();
    client.send({
      type: 'ticks',
      seq,
      ticks: ticks.map(({ pair, price, timestamp }) => [pair, price, timestamp, now]),
    });
  };
  client.socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as { type: string; seq: number };
    if (message.type !== 'ack') return;
    for (const tick of unacked.get(message.seq) ?? []) acked.add(tickKey(tick));
    unacked.delete(message.seq);
    if (unacked.size === 0) allAcked?.();
  });
  const timer = setInterval(send, SEND_INTERVAL_MS);
  void client.closed.then(() => clearInterval(timer));
  return {
    get sent() {
      return sent;
    },
    acked,
    finish: async () => {
      clearInterval(timer);
      const complete = new Promise<void>((resolve, reject) => {
        allAcked = resolve;
        void client.closed.then(() =>
          reject(new Error('The relay ended the connection of a steady capture.')),
        );
      });
      if (unacked.size > 0) await complete;
      complete.catch(() => undefined);
      await client.close();
    },
  };
};
