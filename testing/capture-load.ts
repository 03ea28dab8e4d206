import type { CaptureClient } from './capture-client.ts';
import type { NumberedTicks } from './numbered-ticks.ts';

export interface CaptureLoad {
  /** Ticks given to the client so far. */
  readonly sent: number;
  /** Ends the load; what was given stays with the client until its ack. */
  stop(): void;
}

/** Gives a client numbered ticks at a steady pace: a batch of `size` every `everyMs`. */
export const startLoad = (
  client: CaptureClient,
  ticks: NumberedTicks,
  { size = 20, everyMs = 5 }: { readonly size?: number; readonly everyMs?: number } = {},
): CaptureLoad => {
  let sent = 0;
  const timer = setInterval(() => {
    client.send(ticks.range(sent, size));
    sent += size;
  }, everyMs);
  return {
    get sent() {
      return sent;
    },
    stop: () => clearInterval(timer),
  };
};
