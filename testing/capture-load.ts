import type { CaptureClient } from './capture-client.ts';
import type { NumberedTicks } from './numbered-ticks.ts';

export interface CaptureLoad {
  /** The number of the next tick: the client was given all before it. */
  readonly next: number;
  /** Ends the load; what was given stays with the client until its ack. */
  stop(): void;
}

export interface LoadOptions {
  /** Ticks in a batch, and the time between two batches. */
  readonly size?: number;
  readonly everyMs?: number;
  /** The number to begin with. */
  readonly from?: number;
}

/** Gives a client numbered ticks at a steady pace. */
export const startLoad = (
  client: CaptureClient,
  ticks: NumberedTicks,
  { size = 20, everyMs = 5, from = 0 }: LoadOptions = {},
): CaptureLoad => {
  let next = from;
  const timer = setInterval(() => {
    client.send(ticks.range(next, size));
    next += size;
  }, everyMs);
  return {
    get next() {
      return next;
    },
    stop: () => clearInterval(timer),
  };
};
