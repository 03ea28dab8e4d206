import browser from 'webextension-polyfill';
import { SITES_KEY, sitesOf, type Site } from './sites.ts';

export const readSites = async (): Promise<readonly Site[]> =>
  sitesOf((await browser.storage.local.get(SITES_KEY))[SITES_KEY]);

/** Changes the sites as they are stored at that moment, one change at a time. Rejects where the browser cannot write. */
export const changeSites = async (change: (sites: readonly Site[]) => readonly Site[]): Promise<void> => {
  await navigator.locks.request(SITES_KEY, async () => {
    await browser.storage.local.set({ [SITES_KEY]: change(await readSites()) });
  });
};

/**
 * Calls `listener` with the sites, at first as they are stored and then whenever they change; the answer ends that.
 * A change that overtakes the first reading wins: what was read is older.
 */
export const followSites = (listener: (sites: readonly Site[]) => void): (() => void) => {
  let isChanged = false;
  const onChanged = (changes: Record<string, browser.Storage.StorageChange>): void => {
    const change = changes[SITES_KEY];
    if (!change) return;
    isChanged = true;
    listener(sitesOf(change.newValue));
  };
  browser.storage.local.onChanged.addListener(onChanged);
  void readSites().then((sites) => {
    if (!isChanged) listener(sites);
  });
  return () => browser.storage.local.onChanged.removeListener(onChanged);
};
