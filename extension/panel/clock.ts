import { milliseconds, type Milliseconds } from '../../shared/units.ts';

/** UTC with fractions of a millisecond, as the page stamps what it receives. */
export const preciseNow = (): Milliseconds => milliseconds(performance.timeOrigin + performance.now());
