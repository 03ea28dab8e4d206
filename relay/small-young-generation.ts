import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/**
 * Room for the objects of a few thousand ticks: enough that a burst is gone before the next collection looks at it,
 * and little enough that a collection takes a few ms. V8 by itself lets it grow to 32 MB and more.
 */
const ROOM_BYTES = 16 * 1_048_576;
/** What a start makes stays in use, which V8 takes for a lack of room: several times within one turn. */
const START_MS = 5_000;

const isLarge = (): boolean => {
  const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
  return (young?.space_size ?? 0) >= ROOM_BYTES;
};

/**
 * Keeps the part of the heap that new objects are made in small: a relay's objects live for one turn, so more room
 * would only mean more memory and longer pauses. V8 takes a limit at its own start alone, and one for the relay's
 * main thread only (its flags would give the tick log's thread the same); but by what factor that part grows is read
 * whenever it is about to, and set back whenever a worker thread starts. So it is set with every collection.
 */
export const keepYoungGenerationSmall = (): void => {
  let isStarting = true;
  const setGrowth = (): void =>
    setFlagsFromString(`--semi-space-growth-factor=${isStarting || isLarge() ? 1 : 2}`);
  new PerformanceObserver(setGrowth).observe({ entryTypes: ['gc'] });
  setGrowth();
  setTimeout(() => (isStarting = false), START_MS).unref();
};
