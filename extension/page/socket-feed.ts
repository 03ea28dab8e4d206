import type { FeedSpanTuple } from '../../shared/feed-span.ts';
import type { Pair } from '../../shared/pair.ts';
import type { Tick } from '../../shared/tick.ts';
import type { BrokerEvent } from '../brokers/broker.ts';

/** No frame of any kind for so long: the socket is dead or the computer slept. The broker pings every 25 s. */
export const SILENCE_MS = 60_000;
/** After so long without a tick an open socket says nothing of a pair: the page may have left it. */
export const QUIET_PAIR_MS = 10 * 60_000;

type HistoryEvent = Extract<BrokerEvent, { origin: 'history' }>;

/** A pair's feed: what it covers and is not told yet, and when the broker was last heard of it. */
interface PairFeed {
  from: number;
  to: number;
  heardAt: number;
  isTold: boolean;
}

/**
 * Which stretches one socket has covered, a pair at a time, in the ticks' own time: the clocks of broker and
 * computer differ a little, and a gap has to lie between the ticks that it parts.
 */
export class SocketFeed {
  readonly #pairs = new Map<Pair, PairFeed>();
  /** Covered, and going on no further. */
  #ended: FeedSpanTuple[] = [];
  /** The ticks' time less the page's, by the newest tick of the last frame that had one; and that frame's receipt. */
  #lead = 0;
  #leadAt = Number.NEGATIVE_INFINITY;
  /** Receipt of the first frame since a silence, and of the last one. */
  #began = 0;
  #lastAt = 0;

  /** Any frame, with what it says. `receivedAt`: UTC ms. */
  frame(events: readonly BrokerEvent[], receivedAt: number): void {
    // A clock that was set back breaks the stretch as well.
    if (Math.abs(receivedAt - this.#lastAt) > SILENCE_MS) this.#begin(receivedAt);
    this.#lastAt = receivedAt;
    const ticks = events.filter((event) => event.type === 'ticks');
    const live = ticks.flatMap((event) => (event.origin === 'live' ? event.ticks : []));
    this.#measure(live, receivedAt);
    // History that waited for the first live tick is the older one.
    for (const event of ticks) if (event.origin === 'history') this.#history(event);
    for (const tick of live) this.#live(tick);
    for (const feed of this.#pairs.values()) this.#extend(feed);
  }

  /** Whether a stretch began or was closed that was not taken yet; that one goes on is none. */
  get hasNews(): boolean {
    return this.#ended.length > 0 || [...this.#pairs.values()].some(({ isTold }) => !isTold);
  }

  /** What is covered and was not taken before. */
  take(): FeedSpanTuple[] {
    const spans = this.#ended;
    this.#ended = [];
    for (const [pair, feed] of this.#pairs) {
      if (feed.isTold && feed.to <= feed.from) continue;
      spans.push([pair, feed.from, feed.to]);
      feed.from = feed.to;
      feed.isTold = true;
    }
    return spans;
  }

  #begin(receivedAt: number): void {
    this.#ended = this.take();
    this.#pairs.clear();
    this.#began = receivedAt;
  }

  #measure(live: readonly Tick[], receivedAt: number): void {
    if (live.length === 0) return;
    const newest = live.reduce((max, { timestamp }) => Math.max(max, timestamp), Number.NEGATIVE_INFINITY);
    const lead = newest - receivedAt;
    this.#lead = receivedAt === this.#leadAt ? Math.max(this.#lead, lead) : lead;
    this.#leadAt = receivedAt;
  }

  /** The ticks' time at a receipt. */
  #tickTime(receivedAt: number): number {
    return Math.round(receivedAt + this.#lead);
  }

  #live({ pair, timestamp }: Tick): void {
    const feed = this.#pairs.get(pair);
    if (!feed || timestamp > feed.heardAt + QUIET_PAIR_MS) this.#start(pair, timestamp, timestamp);
    else feed.heardAt = Math.max(feed.heardAt, timestamp);
  }

  /** Covers its own stretch, and says that the page follows the pair from its end on. */
  #history({ ticks, reaches }: HistoryEvent): void {
    const [first] = ticks;
    if (!first) return;
    const { pair } = first;
    let [oldest, newest] = [first.timestamp, reaches ?? first.timestamp];
    for (const { timestamp } of ticks) {
      if (timestamp < oldest) oldest = timestamp;
      if (timestamp > newest) newest = timestamp;
    }
    this.#ended.push([pair, oldest, newest]);
    if (reaches === undefined) return;
    // It may have waited for the broker's clock since before a silence.
    const from = Math.max(reaches, this.#tickTime(this.#began));
    const feed = this.#pairs.get(pair);
    if (!feed || from > feed.heardAt + QUIET_PAIR_MS) this.#start(pair, from, reaches);
    else feed.heardAt = Math.max(feed.heardAt, reaches);
  }

  #start(pair: Pair, from: number, heardAt: number): void {
    const before = this.#pairs.get(pair);
    if (before && (!before.isTold || before.to > before.from))
      this.#ended.push([pair, before.from, before.to]);
    this.#pairs.set(pair, { from, to: from, heardAt, isTold: false });
  }

  #extend(feed: PairFeed): void {
    feed.to = Math.max(feed.to, Math.min(this.#tickTime(this.#lastAt), feed.heardAt + QUIET_PAIR_MS));
  }
}
