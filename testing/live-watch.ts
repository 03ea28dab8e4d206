import { connectAs } from './relay-socket.ts';
import type { RelayProcess } from './relay-process.ts';
import { tickKey } from './ticks.ts';

/** What a viewer beside the panel sees: the keys of every tick that the relay sends out live. */
export interface LiveWatch {
  readonly keys: ReadonlySet<string>;
  /** Says that it lives; a viewer that is silent for 50 s is let go. */
  beat(): void;
  close(): Promise<void>;
}

export const watchLive = async (relay: RelayProcess): Promise<LiveWatch> => {
  const keys = new Set<string>();
  const client = await connectAs(relay, 'view');
  client.socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as { type: string; ticks?: [string, number, number][] };
    for (const [pair, price, timestamp] of message.ticks ?? []) keys.add(tickKey({ pair, price, timestamp }));
  });
  client.send({ type: 'subscribe', pairs: '*' });
  await client.take('pairs');
  return { keys, beat: () => client.send({ type: 'heartbeat' }), close: () => client.close() };
};
