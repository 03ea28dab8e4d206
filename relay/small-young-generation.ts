import { setFlagsFromString } from 'node:v8';

/**
 * Keeps the part of the heap that new objects are made in at its first size, 1 MB, instead of the 16 to 32 MB that
 * it grows to. A relay's objects live for one turn, so more room would only mean more memory and longer pauses.
 * V8 reads this flag whenever it is about to let that part grow, and sets it back whenever a worker thread starts:
 * so call it again after that.
 */
export const keepYoungGenerationSmall = (): void => setFlagsFromString('--semi-space-growth-factor=1');
