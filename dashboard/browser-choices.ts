import type { PlaceOfChoices } from '../extension/panel/storage/place-of-choices.ts';

const parsed = (text: string | null): unknown => {
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Not as we wrote it, which counts as nothing kept.
    return undefined;
  }
};

/** The choices in this browser's `localStorage`, the same in every window of the dashboard. */
export const browserChoices: PlaceOfChoices = {
  get: (key) => Promise.resolve(parsed(localStorage.getItem(key))),
  set: (key, value) => {
    // As `storage.local` of an extension does, which forgets what has no value.
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
    return Promise.resolve();
  },
  follow: (listener) =>
    addEventListener('storage', ({ key, newValue }) => {
      if (key !== null) listener(key, parsed(newValue));
    }),
};
