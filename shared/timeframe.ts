import { milliseconds, type Milliseconds } from './units.ts';

const DURATIONS = {
  '1s': 1_000,
  '5s': 5_000,
  '15s': 15_000,
  '30s': 30_000,
  '1m': 60_000,
  '5m': 300_000,
  '15m': 900_000,
  '30m': 1_800_000,
  '1h': 3_600_000,
  '4h': 14_400_000,
  '1d': 86_400_000,
} as const;

export type Timeframe = keyof typeof DURATIONS;

/** Shortest first. */
export const TIMEFRAMES = Object.keys(DURATIONS) as Timeframe[];

export const isTimeframe = (value: unknown): value is Timeframe =>
  typeof value === 'string' && Object.hasOwn(DURATIONS, value);

export const timeframeDuration = (timeframe: Timeframe): Milliseconds => milliseconds(DURATIONS[timeframe]);

/** The timeframe of this length, if there is one. */
export const timeframeOfDuration = (duration: Milliseconds): Timeframe | undefined =>
  TIMEFRAMES.find((timeframe) => DURATIONS[timeframe] === duration);

/** The start of the candle that `timestamp` falls into, UTC. */
export const candleTime = (timestamp: Milliseconds, duration: Milliseconds): Milliseconds =>
  milliseconds(timestamp - (timestamp % duration));
