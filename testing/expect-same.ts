import { expect } from 'vitest';
import type { TwoBrowsers } from './with-and-without.ts';

/**
 * Runs a script in a page with the extension and in one without it: what it sees has to be equal. A script that is wrong
 * in itself sees the same twice, so it has to see at least one thing.
 */
export const expectSame = async (browsers: TwoBrowsers, script: () => unknown): Promise<void> => {
  const seen = await browsers.runInBoth(script);
  expect(seen.with).toEqual(seen.without);
  expect(Object.keys(seen.without as object).length).toBeGreaterThan(0);
};
