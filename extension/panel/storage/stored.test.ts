import * as v from 'valibot';
import { beforeEach, expect, test, vi } from 'vitest';
import { stored } from './stored.ts';

type Changes = Record<string, { newValue?: unknown }>;

/** The part of `storage.local` that is used; as the browser's, it tells of a writing to whoever listens. */
const storage = vi.hoisted(
  (): { kept: Record<string, unknown>; listeners: Set<(changes: Changes) => void> } => ({
    kept: {},
    listeners: new Set(),
  }),
);

vi.mock('webextension-polyfill', () => ({
  default: {
    storage: {
      local: {
        get: (key: string) => Promise.resolve({ [key]: storage.kept[key] }),
        set: (values: Record<string, unknown>) => {
          for (const [key, newValue] of Object.entries(values)) {
            storage.kept[key] = newValue;
            for (const listener of storage.listeners) listener({ [key]: { newValue } });
          }
          return Promise.resolve();
        },
        onChanged: { addListener: (listener: (changes: Changes) => void) => storage.listeners.add(listener) },
      },
    },
  },
}));

beforeEach(() => {
  storage.kept = {};
  storage.listeners.clear();
});

const favourites = () => stored('favourites', v.array(v.string()), []);

test('what was chosen is there the next time, and at once in another panel', async () => {
  const [one, other] = [favourites(), favourites()];
  await Promise.all([one.loaded, other.loaded]);
  await one.set(['EURUSD']);
  expect(other.value).toEqual(['EURUSD']);
  const later = favourites();
  await later.loaded;
  expect(later.value).toEqual(['EURUSD']);
});

test('what is kept and is not of the shape counts as nothing', async () => {
  storage.kept['panel.favourites'] = { EURUSD: true };
  const choice = favourites();
  await choice.loaded;
  expect(choice.value).toEqual([]);
});

test('what was chosen before the reading ended is not undone by it', async () => {
  storage.kept['panel.favourites'] = ['old'];
  const choice = favourites();
  void choice.set(['new']);
  await choice.loaded;
  expect(choice.value).toEqual(['new']);
});
