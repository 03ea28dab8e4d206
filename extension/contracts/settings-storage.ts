import browser from 'webextension-polyfill';
import { SETTINGS_KEY, settingsOf, type Settings } from './settings.ts';

export const readSettings = async (): Promise<Settings> => {
  const stored = await browser.storage.local.get(SETTINGS_KEY);
  return settingsOf(stored[SETTINGS_KEY]);
};

/** Changes the given settings and keeps the others; `token: undefined` forgets the token. */
export const writeSettings = async (change: Partial<Settings>): Promise<void> => {
  const settings = { ...(await readSettings()), ...change };
  await browser.storage.local.set({ [SETTINGS_KEY]: settings });
};

/** Calls `listener` with the settings whenever they change; the answer ends that. */
export const watchSettings = (listener: (settings: Settings) => void): (() => void) => {
  const onChanged = (changes: Record<string, browser.Storage.StorageChange>): void => {
    const change = changes[SETTINGS_KEY];
    if (change) listener(settingsOf(change.newValue));
  };
  browser.storage.local.onChanged.addListener(onChanged);
  return () => browser.storage.local.onChanged.removeListener(onChanged);
};
