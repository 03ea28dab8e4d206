import { milliseconds, type Milliseconds } from '../../../shared/units.ts';

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 10_000;

/**
 * The wait before reconnect number `attempt` (0 for the first): doubling, at most 10 s, of which a random
 * half is left out so that several panels do not come back at the same moment.
 * `random` gives a number from 0 up to 1.
 */
export const backoffDelay = (attempt: number, random: () => number = Math.random): Milliseconds => {
  const longest = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt);
  return milliseconds(longest * (1 - random() / 2));
};
