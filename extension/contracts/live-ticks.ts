import type { TickTuple } from '../../shared/tick.ts';

const CHANNEL = 'live-ticks';

/**
 * The way of a live tick while the relay is away: from the background to every open page of the extension in this
 * browser, so that the chart stays live. Nothing is kept for those who come later: they have the relay's history, once
 * it is back.
 */
export const openLiveTicks = (): { send: (ticks: readonly TickTuple[]) => void } => {
  const channel = new BroadcastChannel(CHANNEL);
  return { send: (ticks) => channel.postMessage(ticks) };
};

/** Calls `listener` with each batch of tick tuples as it came from a page; the relay may send the same ticks again. */
export const followLiveTicks = (listener: (tuples: readonly TickTuple[]) => void): void => {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }) => listener(data as readonly TickTuple[]);
};
