import type { CapturedTick, Tick } from '../shared/tick.ts';
import { milliseconds } from '../shared/units.ts';

/** A time on a whole day, far enough back that no clock calls it the future. */
export const START = milliseconds(Date.UTC(2025, 7, 31));

/** A tick `offset` ms after `START`. */
export const tickAt = (pair: string, offset: number, price: number): CapturedTick => ({
  pair,
  price,
  timestamp: milliseconds(START + offset),
  capturedAt: milliseconds(START + offset),
});

/** `count` ticks of one pair, one every `step` ms; no two are equal. */
export const ticksOf = (pair: string, count: number, step = 500, first = 0): CapturedTick[] =>
  Array.from({ length: count }, (_, index) =>
    tickAt(pair, (first + index) * step, 1 + ((first + index) % 997) / 10_000),
  );

/** A tick's identity as text. */
export const tickKey = ({
  pair,
  timestamp,
  price,
}: Pick<Tick, 'pair' | 'price'> & { timestamp: number }): string => `${pair}/${timestamp}/${price}`;
