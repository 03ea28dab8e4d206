export interface BackoffRange {
  /** The first wait, ms. */
  readonly first: number;
  /** No wait is longer, ms. */
  readonly longest: number;
}

/**
 * How long to wait before attempt number `attempt` (from 1), ms: twice as long each time, and by up to half of it
 * at random, so that many clients of one server do not come back in the same moment.
 */
export const backoff = (attempt: number, { first, longest }: BackoffRange): number => {
  const wait = Math.min(longest, first * 2 ** Math.min(attempt - 1, 30));
  return Math.round(wait / 2 + (Math.random() * wait) / 2);
};
