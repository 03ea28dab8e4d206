import { isPair, type Pair } from './pair.ts';
import { milliseconds, type Milliseconds } from './units.ts';

/** One price of one pair at one moment. `(pair, timestamp, price)` is its identity everywhere. */
export interface Tick {
  readonly pair: Pair;
  /** Finite and positive. */
  readonly price: number;
  /** Integer UTC milliseconds. */
  readonly timestamp: Milliseconds;
}

/** A tick and the moment the page received it (UTC ms with fractions), from which latency is measured. */
export interface CapturedTick extends Tick {
  readonly capturedAt: Milliseconds;
}

/** How a tick travels in a message: `[pair, price, timestamp, capturedAt]`. */
export type TickTuple = readonly [pair: string, price: number, timestamp: number, capturedAt: number];

export const tickToTuple = (tick: CapturedTick): TickTuple => [
  tick.pair,
  tick.price,
  tick.timestamp,
  tick.capturedAt,
];

/** Why a tick is refused; each is a label in `/metrics`. */
export type TickRefusal = 'shape' | 'pair' | 'price' | 'timestamp' | 'future' | 'ancient';

/**
 * A broker's clock is corrected to the half hour, so a PC clock that is off by up to a quarter of an hour
 * still gives the right offset; beyond that a tick from the future has a wrong time.
 */
export const MAX_FUTURE_MS = milliseconds(15 * 60_000);

/** 2010-01-01: before any broker that the extension reads. */
export const EARLIEST_TIMESTAMP = milliseconds(Date.UTC(2010, 0, 1));

/** The reason to refuse these values as a tick, or `undefined` where they make one. */
export const tickRefusal = (
  pair: unknown,
  price: unknown,
  timestamp: unknown,
  now: Milliseconds,
): TickRefusal | undefined => {
  if (!isPair(pair)) return 'pair';
  if (typeof price !== 'number' || !Number.isFinite(price) || price <= 0) return 'price';
  if (typeof timestamp !== 'number' || !Number.isSafeInteger(timestamp)) return 'timestamp';
  if (timestamp > now + MAX_FUTURE_MS) return 'future';
  if (timestamp < EARLIEST_TIMESTAMP) return 'ancient';
  return undefined;
};

/**
 * Reads one tuple of a `ticks` message from a sender that is not trusted.
 * A missing or senseless `capturedAt` becomes `now`: it is a measurement, not a part of the tick.
 */
export const parseTickTuple = (value: unknown, now: Milliseconds): CapturedTick | TickRefusal => {
  if (!Array.isArray(value)) return 'shape';
  const [pair, price, timestamp, capturedAt] = value as unknown[];
  const refusal = tickRefusal(pair, price, timestamp, now);
  if (refusal) return refusal;
  return {
    pair: pair as Pair,
    price: price as number,
    timestamp: timestamp as Milliseconds,
    capturedAt: milliseconds(
      typeof capturedAt === 'number' && Number.isFinite(capturedAt) ? capturedAt : now,
    ),
  };
};
