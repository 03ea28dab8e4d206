import browser from 'webextension-polyfill';
import { SETTINGS_KEY, settingsOf, type Settings } from './settings.ts';

const readSettings = async (): Promise<Settings> => {
  const stored = await browser.storage.local.get(SETTINGS_KEY);
  return settingsOf(stored[SETTINGS_KEY]);
};

/** Changes the given settings and keeps the others; `token: undefined` forgets the token. */
export const writeSettings = async (change: Partial<Settings>): Promise<void> => {
  const settings = { ...(await readSettings()), ...change };
  await browser.storage.local.set({ [SETTINGS_KEY]: settings });
};

/**
 * Calls `listener` with the settings, at first as they are stored and then whenever they change; the answer ends
 * that. A change that overtakes the first reading wins: what was read is older.
 */
export const followSettings = (listener: (settings: Settings) => void): (() => void) => {
  let isChanged = false;
  const onChanged = (changes: Record<string, browser.Storage.StorageChange>): void => {
    const change = changes[SETTINGS_KEY];
    if (!change) return;
    isChanged = true;
    listener(settingsOf(change.newValue));
  };
  browser.storage.local.onChanged.addListener(onChanged);
  void readSettings().then((settings) => {
    if (!isChanged) listener(settings);
  });
  return () => browser.storage.local.onChanged.removeListener(onChanged);
};
