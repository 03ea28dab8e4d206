import { expect, test, vi } from 'vitest';
import type { Settings } from './settings.ts';
import { followSettings } from './settings-storage.ts';

type Listener = (changes: Record<string, { newValue?: unknown }>) => void;

/** The part of `storage.local` that is used, with a reading that ends when the test says so. */
const storage = vi.hoisted(() => ({
  listeners: new Set<(changes: Record<string, { newValue?: unknown }>) => void>(),
  endReading: undefined as unknown as (stored: unknown) => void,
}));

vi.mock('webextension-polyfill', () => ({
  default: {
    storage: {
      local: {
        get: () => new Promise((resolve) => (storage.endReading = resolve)),
        onChanged: {
          addListener: (listener: Listener) => storage.listeners.add(listener),
          removeListener: (listener: Listener) => storage.listeners.delete(listener),
        },
      },
    },
  },
}));

const change = (settings: Settings): void => {
  for (const listener of storage.listeners) listener({ settings: { newValue: settings } });
};

const OLD = { relayUrl: 'http://127.0.0.1:1' };
const NEW = { relayUrl: 'http://127.0.0.1:2', token: 'new' };

test('a change that overtakes the first reading is not undone by it', async () => {
  const seen: Settings[] = [];
  const stop = followSettings((settings) => seen.push(settings));
  change(NEW);
  storage.endReading({ settings: OLD });
  await new Promise((resolve) => setTimeout(resolve));
  expect(seen).toEqual([NEW]);
  stop();
  change({ ...NEW, token: 'newer' });
  expect(seen).toEqual([NEW]);
});

test('begins with what is stored', async () => {
  const seen: Settings[] = [];
  const stop = followSettings((settings) => seen.push(settings));
  storage.endReading({ settings: NEW });
  await vi.waitFor(() => expect(seen).toEqual([NEW]));
  stop();
});
