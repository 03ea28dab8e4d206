import { milliseconds, toMilliseconds, toSeconds, type Milliseconds, type Seconds } from '../shared/units.ts';

/** The broker's clock runs two hours ahead of UTC in every recording. */
export const BROKER_AHEAD_MS = milliseconds(7_200_000);

/** UTC ms as the broker stamps them: epoch seconds with three decimals, on its own clock. */
export const toBrokerTime = (timestamp: Milliseconds): Seconds =>
  toSeconds(milliseconds(timestamp + BROKER_AHEAD_MS));

export const fromBrokerTime = (time: Seconds): Milliseconds =>
  milliseconds(toMilliseconds(time) - BROKER_AHEAD_MS);
