import browser from 'webextension-polyfill';

/** A value in `storage.local`, the same for every page of the extension and its background. */
export interface StoredValue<Value> {
  readonly read: () => Promise<Value>;
  /**
   * Changes it as it is stored at that moment, one change at a time: of two that read before either wrote, the first
   * one's change would be lost. Rejects where the browser cannot write.
   */
  readonly change: (change: (value: Value) => Value) => Promise<void>;
  /**
   * Calls `listener` with it, at first as it is stored and then whenever it changes; the answer ends that. A change that
   * overtakes the first reading wins: what was read is older.
   */
  readonly follow: (listener: (value: Value) => void) => () => void;
}

/** `parse` makes the value of whatever is stored under `key`; nothing of it is to be trusted. */
export const storedValue = <Value>(key: string, parse: (stored: unknown) => Value): StoredValue<Value> => {
  const read = async (): Promise<Value> => parse((await browser.storage.local.get(key))[key]);
  return {
    read,
    change: async (change) => {
      await navigator.locks.request(key, async () => {
        await browser.storage.local.set({ [key]: change(await read()) });
      });
    },
    follow: (listener) => {
      let isChanged = false;
      const onChanged = (changes: Record<string, browser.Storage.StorageChange>): void => {
        const change = changes[key];
        if (!change) return;
        isChanged = true;
        listener(parse(change.newValue));
      };
      browser.storage.local.onChanged.addListener(onChanged);
      void read().then((value) => {
        if (!isChanged) listener(value);
      });
      return () => browser.storage.local.onChanged.removeListener(onChanged);
    },
  };
};
