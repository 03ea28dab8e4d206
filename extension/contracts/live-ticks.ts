import type { TickTuple } from '../../shared/tick.ts';

const CHANNEL = 'live-ticks';

/**
 * The short way of a live tick: from the background to every open page of the extension in this browser, beside the
 * relay's. It is the sooner one, and the chart stays live while the relay is away. Nobody listening costs nothing, and
 * nothing is kept for those who come later: they have the relay's history.
 */
export const openLiveTicks = (): { send: (ticks: readonly TickTuple[]) => void } => {
  const channel = new BroadcastChannel(CHANNEL);
  return { send: (ticks) => channel.postMessage(ticks) };
};

/** Calls `listener` with each batch of tick tuples as it came from a page; the relay sends the same ticks again. */
export const followLiveTicks = (listener: (tuples: readonly TickTuple[]) => void): void => {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }) => listener(data as readonly TickTuple[]);
};
