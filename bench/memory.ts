import type { RelayProcess } from '../testing/relay-process.ts';
import { connectAs } from '../testing/relay-socket.ts';
import { residentMb } from '../testing/resident-memory.ts';
import { BENCH_PAIRS } from './bench-ticks.ts';

const TICKS_PER_SECOND_AND_PAIR = 2;
const SEND_INTERVAL_MS = 100;

/**
 * Sends so many minutes of 15 pairs at 2 ticks a second each, `speed` times as fast as life, to a relay that
 * one viewer watches.
 *
 * @returns the relay's resident memory at the end, MB.
 */
export const measureMemory = async (relay: RelayProcess, minutes: number, speed: number): Promise<number> => {
  const { socket: capture } = await connectAs(relay, 'capture');
  const { socket: viewer } = await connectAs(relay, 'view');
  viewer.send(JSON.stringify({ type: 'subscribe', pairs: '*' }));
  const perInterval = (BENCH_PAIRS.length * TICKS_PER_SECOND_AND_PAIR * speed * SEND_INTERVAL_MS) / 1000;
  const intervals = (minutes * 60_000) / speed / SEND_INTERVAL_MS;
  let due = 0;
  let sent = 0;
  for (let seq = 0; seq < intervals; seq += 1) {
    due += perInterval;
    const ticks = [];
    for (; sent < due; sent += 1) {
      const pair = BENCH_PAIRS[sent % BENCH_PAIRS.length];
      ticks.push([pair, 1 + Math.sin(sent / 5_000) / 10, Date.now(), Date.now()]);
    }
    capture.send(JSON.stringify({ type: 'ticks', seq, ticks }));
    await new Promise((resolve) => setTimeout(resolve, SEND_INTERVAL_MS));
  }
  const memory = residentMb(relay.pid);
  capture.close();
  viewer.close();
  return memory;
};
