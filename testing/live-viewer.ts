import type { Tick, TickTuple } from '../shared/tick.ts';
import { milliseconds } from '../shared/units.ts';
import { connectAs, keepAwake, type RelayAddress } from './relay-socket.ts';
import { tickKey } from './ticks.ts';

/** A tick as a viewer got it. */
export interface SeenTick extends Tick {
  /** From the capture's sending to this viewer, ms. */
  readonly latency: number;
}

/** A viewer of every pair, beside the panel, that keeps what it was sent, in its order. */
export interface LiveViewer {
  readonly ticks: readonly SeenTick[];
  /** What it was sent by its keys, so that a tick that came twice counts once. */
  keys(): ReadonlySet<string>;
  close(): Promise<void>;
}

/** Connects a viewer to a relay on this machine; it has every tick that comes after this resolves. */
export const startLiveViewer = async (relay: RelayAddress): Promise<LiveViewer> => {
  const ticks: SeenTick[] = [];
  const client = await connectAs(relay, 'view');
  keepAwake(client);
  client.socket.on('message', (data: Buffer) => {
    const now = Date.now();
    const message = JSON.parse(data.toString()) as { type: string; ticks?: TickTuple[] };
    for (const [pair, price, timestamp, capturedAt] of message.ticks ?? []) {
      ticks.push({ pair, price, timestamp: milliseconds(timestamp), latency: now - capturedAt });
    }
  });
  client.send({ type: 'subscribe', pairs: '*' });
  await client.take('status');
  return { ticks, keys: () => new Set(ticks.map(tickKey)), close: () => client.close() };
};
