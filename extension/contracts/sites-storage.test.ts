import { beforeEach, expect, test, vi } from 'vitest';
import { QUOTE_MAPPING, SITE } from '../../testing/site-mappings.ts';
import { withSite, type Site } from './sites.ts';
import { storedSites } from './sites-storage.ts';

type Listener = (changes: Record<string, { newValue?: unknown }>) => void;

/** The part of `storage.local` that is used. */
const storage = vi.hoisted(() => {
  const kept: Record<string, unknown> = {};
  return { kept, listeners: new Set<(changes: Record<string, { newValue?: unknown }>) => void>() };
});

vi.mock('webextension-polyfill', () => ({
  default: {
    storage: {
      local: {
        get: (key: string) => Promise.resolve({ [key]: storage.kept[key] }),
        set: (values: Record<string, unknown>) => {
          Object.assign(storage.kept, structuredClone(values));
          const changes = Object.entries(values).map(([key, newValue]) => [key, { newValue }] as const);
          for (const listener of storage.listeners) listener(Object.fromEntries(changes));
          return Promise.resolve();
        },
        onChanged: {
          addListener: (listener: Listener) => storage.listeners.add(listener),
          removeListener: (listener: Listener) => storage.listeners.delete(listener),
        },
      },
    },
  },
}));

let queue = Promise.resolve();
vi.stubGlobal('navigator', {
  locks: { request: (_: string, run: () => Promise<void>) => (queue = queue.then(run)) },
});

beforeEach(() => {
  storage.kept = {};
  storage.listeners.clear();
});

test('changes that are made at one time are all kept', async () => {
  await Promise.all([
    storedSites.change((sites) => withSite(sites, { host: 'a.example' })),
    storedSites.change((sites) => withSite(sites, { host: SITE, mapping: QUOTE_MAPPING })),
  ]);
  expect(await storedSites.read()).toEqual([{ host: 'a.example' }, { host: SITE, mapping: QUOTE_MAPPING }]);
});

test('is told of what is stored and of each change, until it ends that', async () => {
  storage.kept = { sites: [{ host: SITE }] };
  const seen: (readonly Site[])[] = [];
  const stop = storedSites.follow((sites) => seen.push(sites));
  await vi.waitFor(() => expect(seen).toEqual([[{ host: SITE }]]));
  await storedSites.change(() => []);
  expect(seen).toEqual([[{ host: SITE }], []]);
  stop();
  await storedSites.change(() => [{ host: SITE }]);
  expect(seen).toHaveLength(2);
});
