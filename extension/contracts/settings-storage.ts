import { SETTINGS_KEY, settingsOf, type Settings } from './settings.ts';
import { storedValue } from './stored-value.ts';

const settings = storedValue(SETTINGS_KEY, settingsOf);

export const { follow: followSettings } = settings;

/** Changes the given settings and keeps the others; `token: undefined` forgets the token. */
export const writeSettings = (change: Partial<Settings>): Promise<void> =>
  settings.change((known) => ({ ...known, ...change }));
