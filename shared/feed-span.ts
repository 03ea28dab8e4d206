import { isPair, type Pair } from './pair.ts';
import { EARLIEST_TIMESTAMP, MAX_FUTURE_MS } from './tick.ts';
import type { Milliseconds } from './units.ts';

/**
 * A stretch in which a page received a pair's prices, ends included, UTC ms. Captures claim what they have seen;
 * what nobody claimed is a gap in the feed, so that neither a crash nor a sleeping computer can hide one.
 */
export interface FeedSpan {
  readonly pair: Pair;
  readonly from: Milliseconds;
  readonly to: Milliseconds;
}

/** How a span travels in a message. */
export type FeedSpanTuple = readonly [pair: string, from: number, to: number];

/** A stretch that no page received, UTC ms; without `to` it lasts. */
export interface FeedGap {
  readonly from: Milliseconds;
  readonly to?: Milliseconds | undefined;
  /** Whether the broker's own candles cover all of it. */
  readonly filled: boolean;
}

/** A page claims a feed that goes on this often, with the frame that comes then. */
export const CLAIM_INTERVAL_MS = 10_000;

/**
 * A feed that nobody claimed for so long is down: a silent socket has its claims' pace and the broker's next ping,
 * which comes every 25 s.
 */
export const FEED_SILENCE_MS = 40_000;

/** The longest stretch that one tuple can claim. */
export const MAX_FEED_SPAN_MS = 86_400_000;

/** The most spans in one message. */
export const MAX_SPANS_PER_MESSAGE = 500;

const isInstant = (value: unknown, now: Milliseconds): value is Milliseconds =>
  Number.isSafeInteger(value) &&
  (value as number) >= EARLIEST_TIMESTAMP &&
  (value as number) <= now + MAX_FUTURE_MS;

/** Reads one tuple of a `feedSpans` message from a sender that is not trusted; `undefined` where it is no span. */
export const parseFeedSpan = (value: unknown, now: Milliseconds): FeedSpan | undefined => {
  if (!Array.isArray(value)) return undefined;
  const [pair, from, to] = value as unknown[];
  if (!isPair(pair) || !isInstant(from, now) || !isInstant(to, now)) return undefined;
  return from <= to && to - from <= MAX_FEED_SPAN_MS ? { pair, from, to } : undefined;
};
