import { CLAIM_INTERVAL_MS, MAX_FEED_SPAN_MS, type FeedSpanTuple } from '../../shared/feed-span.ts';
import type { BrokerEvent } from '../brokers/broker.ts';
import { SocketFeed } from './socket-feed.ts';

/** A history payload may reach further than one tuple may. */
const inDays = ([pair, from, to]: FeedSpanTuple): FeedSpanTuple[] => {
  const parts: FeedSpanTuple[] = [];
  let begin = from;
  for (; to - begin > MAX_FEED_SPAN_MS; begin += MAX_FEED_SPAN_MS)
    parts.push([pair, begin, begin + MAX_FEED_SPAN_MS]);
  return [...parts, [pair, begin, to]];
};

/**
 * Claims the stretches in which a page received each pair's prices: every 10 s, and at once when one begins, history
 * comes or a socket closes. Frames are its clock: nothing is claimed without one, and a hidden tab's timers stand still.
 */
export class FeedCoverage {
  readonly #onSpans: (spans: readonly FeedSpanTuple[]) => void;
  readonly #sockets = new Map<number, SocketFeed>();
  #toldAt = 0;

  constructor(onSpans: (spans: readonly FeedSpanTuple[]) => void) {
    this.#onSpans = onSpans;
  }

  /** A frame of any kind, with what it says; `receivedAt`: UTC ms. */
  frame(socketId: number, events: readonly BrokerEvent[], receivedAt: number): void {
    let socket = this.#sockets.get(socketId);
    if (!socket) {
      socket = new SocketFeed();
      this.#sockets.set(socketId, socket);
    }
    socket.frame(events, receivedAt);
    if (!socket.hasNews && Math.abs(receivedAt - this.#toldAt) < CLAIM_INTERVAL_MS) return;
    this.#toldAt = receivedAt;
    this.tell();
  }

  /** The socket's claims end with its last frame. */
  closed(socketId: number): void {
    const socket = this.#sockets.get(socketId);
    this.#sockets.delete(socketId);
    this.#claim(socket?.take() ?? []);
  }

  /** Claims everything up to now, before the page goes away. */
  tell(): void {
    this.#claim([...this.#sockets.values()].flatMap((socket) => socket.take()));
  }

  #claim(spans: readonly FeedSpanTuple[]): void {
    if (spans.length > 0) this.#onSpans(spans.flatMap(inDays));
  }
}
