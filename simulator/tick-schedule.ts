import type { Random } from './random.ts';

export interface ScheduledTick {
  readonly pairIndex: number;
  /** Whole ms since the schedule's start. */
  readonly at: number;
}

/** How often a tick of the next pair carries the very same millisecond, as neighbours in the recordings do. */
const SAME_MILLISECOND_CHANCE = 0.05;
/** How much of its slot a tick may be late. */
const JITTER = 0.8;

/**
 * When which pair ticks: the pairs in turn, one tick a slot of `slotMs`, a little off the beat.
 * `at` never falls, and rises for each pair, so (pair, timestamp) is unique.
 */
export function* tickSchedule(
  pairs: number,
  slotMs: number,
  random: Random,
): Generator<ScheduledTick, never> {
  const lastOfPair = new Array<number>(pairs).fill(-1);
  let previous = 0;
  for (let slot = 0; ; slot++) {
    const pairIndex = slot % pairs;
    const ownTime = Math.floor((slot + JITTER * random()) * slotMs);
    const sharesMillisecond = pairIndex > 0 && random() < SAME_MILLISECOND_CHANCE;
    const afterOwn = (lastOfPair[pairIndex] ?? -1) + 1;
    const at = Math.max(sharesMillisecond ? previous : ownTime, previous, afterOwn);
    lastOfPair[pairIndex] = at;
    previous = at;
    yield { pairIndex, at };
  }
}
