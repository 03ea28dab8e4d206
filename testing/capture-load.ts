import { MAX_TICKS_PER_MESSAGE } from '../shared/protocol.ts';
import type { CaptureClient } from './capture-client.ts';
import type { NumberedTicks } from './numbered-ticks.ts';

const MS_PER_SECOND = 1_000;

export interface CaptureLoad {
  /** The number of the next tick: the client was given all before it. */
  readonly next: number;
  /** Ends the load; what was given stays with the client until its ack. */
  stop(): void;
}

export interface LoadOptions {
  /** Ticks in a batch, and the time between two batches: where the machine is busy, timer and load slow down. */
  readonly size?: number;
  readonly everyMs?: number;
  /** In place of `size`: a batch is what is due by the clock, so that a late timer changes no rate. */
  readonly ticksPerSecond?: number;
  /** The number to begin with. */
  readonly from?: number;
}

/** Gives a client numbered ticks at a steady pace. */
export const startLoad = (
  client: CaptureClient,
  ticks: NumberedTicks,
  { size = 20, everyMs = 5, ticksPerSecond, from = 0 }: LoadOptions = {},
): CaptureLoad => {
  const started = Date.now();
  let next = from;
  const due = (perSecond: number): number =>
    from + Math.floor(((Date.now() - started) * perSecond) / MS_PER_SECOND) - next;
  const timer = setInterval(() => {
    const count = ticksPerSecond === undefined ? size : Math.min(due(ticksPerSecond), MAX_TICKS_PER_MESSAGE);
    if (count <= 0) return;
    client.send(ticks.range(next, count));
    next += count;
  }, everyMs);
  return {
    get next() {
      return next;
    },
    stop: () => clearInterval(timer),
  };
};
