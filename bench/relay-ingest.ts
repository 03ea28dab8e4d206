import { askRelay } from '../testing/relay-api.ts';
import type { RelayProcess } from '../testing/relay-process.ts';
import { connectAs } from '../testing/relay-socket.ts';
import { benchTicks } from './bench-ticks.ts';

/** A busy capture's message. */
const TICKS_PER_MESSAGE = 500;
/** Enough to keep the relay busy while an ack travels, few enough to be acked within a moment. */
const MESSAGES_IN_FLIGHT = 24;

/**
 * Sends `count` ticks as a capture does and waits for every ack, so that what it counts is durable.
 * Messages are made beforehand: the relay is measured, not this client.
 *
 * @returns acked ticks a second.
 */
export const measureRelayIngest = async (relay: RelayProcess, count: number): Promise<number> => {
  const ticks = benchTicks(count);
  const messages = Array.from({ length: Math.ceil(count / TICKS_PER_MESSAGE) }, (_, seq) =>
    JSON.stringify({
      type: 'ticks',
      seq,
      ticks: ticks.slice(seq * TICKS_PER_MESSAGE, (seq + 1) * TICKS_PER_MESSAGE),
    }),
  );
  const { socket } = await connectAs(relay, 'capture');
  const started = performance.now();
  await new Promise<void>((resolve, reject) => {
    let sent = 0;
    let acked = 0;
    const send = (): void => {
      const message = messages[sent];
      if (message === undefined) return;
      sent += 1;
      socket.send(message);
    };
    socket.on('message', (data: Buffer) => {
      const { type } = JSON.parse(data.toString()) as { type: string };
      if (type === 'error') reject(new Error(`The relay ended the measurement: ${data.toString()}`));
      if (type !== 'ack') return;
      acked += 1;
      if (acked === messages.length) resolve();
      send();
    });
    for (let index = 0; index < MESSAGES_IN_FLIGHT; index += 1) send();
  });
  const elapsed = performance.now() - started;
  socket.close();
  const { kept } = await askRelay<{ kept: number }>(relay, '/api/status');
  if (kept < count) throw new Error(`The relay acked ${count} ticks and keeps ${kept}.`);
  return (count / elapsed) * 1000;
};
