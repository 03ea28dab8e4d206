import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/**
 * Room for the objects of a few thousand ticks: enough that a burst is gone before the next collection looks at it,
 * and little enough that a collection takes a few ms. V8 by itself lets it grow to 32 MB and more.
 */
const ROOM_BYTES = 8 * 1_048_576;

const isLarge = (): boolean => {
  const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
  return (young?.space_size ?? 0) >= ROOM_BYTES;
};

/**
 * Keeps the part of the heap that new objects are made in small: a relay's objects live for one turn, so more room
 * would only mean more memory and longer pauses. V8 takes a limit at its own start alone; but by what factor that
 * part grows is read whenever it is about to, and set back whenever a worker thread starts. So it is set with every
 * collection.
 */
export const keepYoungGenerationSmall = (): void => {
  const setGrowth = (): void => setFlagsFromString(`--semi-space-growth-factor=${isLarge() ? 1 : 2}`);
  new PerformanceObserver(setGrowth).observe({ entryTypes: ['gc'] });
  setGrowth();
};
