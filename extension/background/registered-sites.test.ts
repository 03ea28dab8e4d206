import { beforeEach, expect, test, vi } from 'vitest';
import { registerSites } from './registered-sites.ts';

interface Script {
  readonly id: string;
  readonly matches: string[];
}

/** The part of Chrome's registry that is used: it refuses a name twice, as Chrome does. */
const chromeHas = vi.hoisted(() => ({
  scripts: [] as { id: string; matches: string[] }[],
  calls: [] as string[],
  allowed: new Set<string>(),
  bridge: 'extension/page/bridge.iife.js',
}));

vi.mock('webextension-polyfill', () => ({
  default: {
    permissions: {
      contains: ({ origins }: { origins: string[] }) =>
        Promise.resolve(origins.every((origin) => chromeHas.allowed.has(origin))),
    },
    runtime: {
      getManifest: () => ({
        content_scripts: [
          { js: [chromeHas.bridge], matches: ['*://*.pocketoption.com/*'], world: 'ISOLATED' },
          { js: ['hook.js'], matches: ['*://*.pocketoption.com/*'], world: 'MAIN' },
        ],
      }),
    },
    scripting: {
      getRegisteredContentScripts: ({ ids }: { ids: string[] }) =>
        Promise.resolve(chromeHas.scripts.filter(({ id }) => ids.includes(id))),
      registerContentScripts: (scripts: Script[]) => {
        chromeHas.calls.push('register');
        if (scripts.some(({ id }) => chromeHas.scripts.some((known) => known.id === id)))
          return Promise.reject(new Error('Duplicate script ID'));
        chromeHas.scripts.push(...structuredClone(scripts));
        return Promise.resolve();
      },
      unregisterContentScripts: ({ ids }: { ids: string[] }) => {
        chromeHas.calls.push('unregister');
        chromeHas.scripts = chromeHas.scripts.filter(({ id }) => !ids.includes(id));
        return Promise.resolve();
      },
    },
  },
}));

const A = { host: 'a.example' };
const B = { host: 'b.example' };

beforeEach(() => {
  chromeHas.scripts = [];
  chromeHas.calls = [];
  chromeHas.bridge = 'extension/page/bridge.iife.js';
  chromeHas.allowed = new Set(['*://*.a.example/*', '*://*.b.example/*']);
});

test('both scripts, the bridge before the hook, on every site and on no broker’s own page', async () => {
  await registerSites([A, B]);
  const common = {
    matches: ['*://*.a.example/*', '*://*.b.example/*'],
    excludeMatches: ['*://*.pocketoption.com/*'],
    runAt: 'document_start',
    allFrames: true,
    matchOriginAsFallback: true,
    persistAcrossSessions: true,
  };
  expect(chromeHas.scripts).toEqual([
    { id: 'site-1-bridge', js: ['extension/page/bridge.iife.js'], world: 'ISOLATED', ...common },
    { id: 'site-2-hook', js: ['hook.js'], world: 'MAIN', ...common },
  ]);
  const ids = chromeHas.scripts.map(({ id }) => id);
  expect([...ids].sort()).toEqual(ids);
});

test('what is registered already is left alone', async () => {
  await registerSites([A, B]);
  await registerSites([B, A]);
  expect(chromeHas.calls).toEqual(['register']);
});

test('follows the sites, two changes at a time as well', async () => {
  await Promise.all([registerSites([A]), registerSites([A, B]), registerSites([B])]);
  expect(chromeHas.scripts.map(({ matches }) => matches)).toEqual([
    ['*://*.b.example/*'],
    ['*://*.b.example/*'],
  ]);
  await registerSites([]);
  expect(chromeHas.scripts).toEqual([]);
});

test('a site that the browser does not let us read is left out', async () => {
  chromeHas.allowed.delete('*://*.b.example/*');
  await registerSites([A, B]);
  expect(chromeHas.scripts[0]?.matches).toEqual(['*://*.a.example/*']);
});

test('a version with other files takes the place of the one before', async () => {
  await registerSites([A]);
  chromeHas.bridge = 'extension/page/other.iife.js';
  await registerSites([A]);
  expect(chromeHas.scripts[0]).toMatchObject({ js: ['extension/page/other.iife.js'] });
});
