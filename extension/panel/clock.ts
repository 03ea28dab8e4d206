import { preciseClock } from '../../shared/precise-clock.ts';
import { milliseconds, type Milliseconds } from '../../shared/units.ts';

const clock = preciseClock(
  performance.timeOrigin,
  () => performance.now(),
  () => Date.now(),
);

/** UTC with fractions of a millisecond, as the page stamps what it receives. */
export const preciseNow = (): Milliseconds => milliseconds(clock());
