import { beforeAll, expect, test, vi } from 'vitest';
import { SITE_MAPPING_QUESTION } from '../contracts/site-messages.ts';
import { QUOTE_MAPPING, SITE } from '../../testing/site-mappings.ts';
import { attendSites, mappedSiteOf } from './attend-sites.ts';

type Listener = (message: unknown, sender: unknown) => Promise<unknown> | undefined;

const chromeHas = vi.hoisted(() => ({ listeners: [] as Listener[], stored: [] as unknown[] }));

vi.mock('webextension-polyfill', () => {
  const event = { addListener: () => undefined };
  return {
    default: {
      permissions: { onAdded: event, onRemoved: event },
      runtime: {
        id: 'tick-relay',
        onInstalled: event,
        onStartup: event,
        onMessage: { addListener: (listener: Listener) => void chromeHas.listeners.push(listener) },
      },
      storage: {
        local: { get: () => Promise.resolve({ sites: chromeHas.stored }), onChanged: event },
      },
    },
  };
});
vi.mock('./registered-sites.ts', () => ({ registerSites: () => Promise.resolve() }));

beforeAll(() => {
  chromeHas.stored = [{ host: SITE, mapping: QUOTE_MAPPING }, { host: 'unmapped.example' }];
  attendSites();
});

const ask = (origin: string, message: unknown = SITE_MAPPING_QUESTION, id = 'tick-relay'): unknown =>
  chromeHas.listeners[0]?.(message, { id, origin });

test('a page learns how it is read, and nothing of another site', async () => {
  await expect(ask(`https://www.${SITE}`)).resolves.toEqual({ mapping: QUOTE_MAPPING });
  await expect(ask('https://unmapped.example')).resolves.toEqual({ mapping: undefined });
  await expect(ask('https://elsewhere.example')).resolves.toEqual({ mapping: undefined });
});

test('other messages, and other extensions, get no answer', () => {
  expect(ask(`https://${SITE}`, { type: 'other' })).toBeUndefined();
  expect(ask(`https://${SITE}`, null)).toBeUndefined();
  expect(ask(`https://${SITE}`, SITE_MAPPING_QUESTION, 'another')).toBeUndefined();
});

test('a page brings ticks under the site that it is of, once that is mapped', async () => {
  expect(await mappedSiteOf(`app.${SITE}`)).toBe(SITE);
  expect(await mappedSiteOf('unmapped.example')).toBeUndefined();
  expect(await mappedSiteOf(`${SITE}.evil.test`)).toBeUndefined();
});
