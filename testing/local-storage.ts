import type { PlaceOfChoices } from '../extension/panel/storage/place-of-choices.ts';

type Changes = Record<string, { newValue?: unknown }>;
type Listener = (changes: Changes) => void;

const listeners = new Set<Listener>();
let kept: Record<string, unknown> = {};
/** Writings that an earlier beginning left under way come to nothing. */
let beginning = 0;

const later = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** What `storage.local` holds. */
export const keptLocally = (): Record<string, unknown> => kept;

/** Begins anew, with nothing kept and nobody listening. */
export const emptyLocalStorage = (): void => {
  beginning++;
  kept = {};
  listeners.clear();
};

const get = async (key: string): Promise<Record<string, unknown>> => {
  await later();
  return { [key]: kept[key] };
};

const set = async (values: Record<string, unknown>): Promise<void> => {
  const began = beginning;
  await later();
  if (began !== beginning) return;
  for (const [key, newValue] of Object.entries(values)) {
    kept[key] = newValue;
    for (const listener of listeners) listener({ [key]: { newValue } });
  }
};

const onChanged = {
  addListener: (listener: Listener) => listeners.add(listener),
  removeListener: (listener: Listener) => listeners.delete(listener),
};

/**
 * Stands for `webextension-polyfill` with the part of `storage.local` that is used. As the browser's, it answers later
 * and tells of a writing to whoever listens.
 */
export const localStorageModule = () => ({ default: { storage: { local: { get, set, onChanged } } } });

/** The same as the place of the panel's choices. */
export const choicesInTest: PlaceOfChoices = {
  get: async (key) => (await get(key))[key],
  set: (key, value) => set({ [key]: value }),
  follow: (listener) =>
    void onChanged.addListener((changes) => {
      for (const [key, { newValue }] of Object.entries(changes)) listener(key, newValue);
    }),
};
