import { signal } from '@preact/signals';
import browser from 'webextension-polyfill';
import type { Site } from '../../contracts/sites.ts';
import { storedSites } from '../../contracts/sites-storage.ts';
import { isAllowed } from './site-actions.ts';

export const sites = signal<readonly Site[]>([]);
/** The hosts whose pages the browser lets us read. */
export const allowed = signal<ReadonlySet<string>>(new Set());

const readAllowed = async (): Promise<void> => {
  const hosts = new Set<string>();
  for (const { host } of sites.value) if (await isAllowed(host)) hosts.add(host);
  allowed.value = hosts;
};

/** Follows the added sites, and what the user lets us read in the browser's own settings. */
export const startSites = (): void => {
  storedSites.follow((followed) => {
    sites.value = followed;
    void readAllowed();
  });
  browser.permissions.onAdded.addListener(() => void readAllowed());
  browser.permissions.onRemoved.addListener(() => void readAllowed());
};
