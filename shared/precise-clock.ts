/**
 * Beyond this the monotonic clock is not what the wall clock is: the computer slept, its clock was set, or the
 * browser took the two at different moments when it made `timeOrigin` (seen: 361 ms, on a busy computer).
 */
const MAX_DRIFT_MS = 5;
/** `wall` says only the whole millisecond that has begun. */
const HALF_MS = 0.5;

/**
 * UTC in ms with fractions, the same in every window: by the monotonic clock, held to within 5 ms of the wall clock.
 *
 * @param origin UTC ms at which `monotonic` was 0.
 * @param monotonic ms with fractions.
 * @param wall UTC ms.
 */
export const preciseClock = (origin: number, monotonic: () => number, wall: () => number): (() => number) => {
  let start = origin;
  return () => {
    const time = start + monotonic();
    const drift = wall() + HALF_MS - time;
    if (drift < MAX_DRIFT_MS && drift > -MAX_DRIFT_MS) return time;
    start += drift;
    return time + drift;
  };
};
