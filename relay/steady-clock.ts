import { milliseconds, type Milliseconds } from '../shared/units.ts';

/**
 * UTC ms of a clock that never goes back: this computer's, or, where that was set back since the relay's start, what
 * it would have shown. Ticks that wait in an extension's outbox over such a change would come from the future.
 */
export const steadyNow = (
  wallNow: () => number = Date.now,
  monotonicNow: () => number = () => performance.timeOrigin + performance.now(),
): Milliseconds => milliseconds(Math.max(wallNow(), Math.floor(monotonicNow())));
