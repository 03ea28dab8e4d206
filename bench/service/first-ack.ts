import { setTimeout as sleep } from 'node:timers/promises';
import { RelaySocket } from '../../testing/relay-socket.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol.ts';
import { BENCH_PAIRS } from '../bench-ticks.ts';
import type { ServiceRelay } from './service-relay.ts';

/** Often enough to find the moment, seldom enough to leave the processors to the relay. */
const TRY_EVERY_MS = 10;
const PATIENCE_MS = 30_000;

/** A connection to a relay that may not listen yet. */
const connect = async ({ wsUrl, process: child, spawnedAt }: ServiceRelay): Promise<RelaySocket> => {
  for (;;) {
    const client = new RelaySocket(wsUrl);
    const opened = await Promise.race([client.opened().then(() => true), client.closed.then(() => false)]);
    if (opened) return client;
    if (child.exitCode !== null) throw new Error(`The relay ended at its start with ${child.exitCode}.`);
    if (performance.now() - spawnedAt > PATIENCE_MS) throw new Error('The relay did not start.');
    await sleep(TRY_EVERY_MS);
  }
};

/** Tries, as a capture does, to hand a starting relay one tick. Answers when that is on the disk, ms from the spawn. */
export const measureFirstAck = async (relay: ServiceRelay): Promise<number> => {
  const client = await connect(relay);
  client.send({ type: 'hello', version: PROTOCOL_VERSION, role: 'capture', token: relay.ownerToken });
  await client.take('welcome');
  const now = Date.now();
  client.send({ type: 'ticks', seq: 1, ticks: [[BENCH_PAIRS[0], 1.5, now, now]] });
  await client.take('ack');
  const elapsed = performance.now() - relay.spawnedAt;
  await client.close();
  return elapsed;
};
