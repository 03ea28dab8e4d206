import browser from 'webextension-polyfill';

/** The trader's choices in `storage.local`, the same for every page of the extension. */
export const choicesStorage = {
  get: async (key: string): Promise<unknown> => (await browser.storage.local.get(key))[key],
  set: (key: string, value: unknown): Promise<void> => browser.storage.local.set({ [key]: value }),
  follow: (listener: (key: string, value: unknown) => void): void =>
    browser.storage.local.onChanged.addListener((changes) => {
      for (const [key, { newValue }] of Object.entries(changes)) listener(key, newValue);
    }),
};
