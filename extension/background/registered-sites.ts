import browser from 'webextension-polyfill';
import { sitePattern } from '../brokers/site-host.ts';
import type { Site } from '../contracts/sites.ts';

type Script = browser.Scripting.RegisteredContentScript & { readonly world?: 'ISOLATED' | 'MAIN' };

/** Chrome runs them in the order of their names, and the bridge must be listening when the hook comes. */
const IDS = { ISOLATED: 'site-1-bridge', MAIN: 'site-2-hook' } as const;

/** Our own two scripts as they were built, for other pages: the manifest knows their names. */
const scriptsFor = (hosts: readonly string[]): Script[] => {
  // The polyfill's types lack `world`, as the Firefox of their time did.
  const built = (browser.runtime.getManifest().content_scripts ?? []) as readonly (Pick<Script, 'world'> & {
    readonly js?: string[];
    readonly matches: string[];
  })[];
  return built.map(({ js = [], matches, world = 'ISOLATED' }) => ({
    id: IDS[world],
    js,
    world,
    matches: hosts.map(sitePattern),
    // The brokers' own pages have them already.
    excludeMatches: matches,
    runAt: 'document_start',
    allFrames: true,
    matchOriginAsFallback: true,
    persistAcrossSessions: true,
  }));
};

const isSame = (one: Script, other: Script): boolean =>
  (['js', 'matches', 'excludeMatches'] as const).every(
    (field) =>
      JSON.stringify([...(one[field] ?? [])].sort()) === JSON.stringify([...(other[field] ?? [])].sort()),
  );

const isAllowed = (host: string): Promise<boolean> =>
  browser.permissions.contains({ origins: [sitePattern(host)] });

const register = async (sites: readonly Site[]): Promise<void> => {
  const hosts: string[] = [];
  for (const { host } of sites) if (await isAllowed(host)) hosts.push(host);
  const wanted = hosts.length > 0 ? scriptsFor(hosts) : [];
  const registered: readonly Script[] = await browser.scripting.getRegisteredContentScripts({
    ids: Object.values(IDS),
  });
  const isRight =
    wanted.length === registered.length &&
    wanted.every((script) => registered.some((other) => other.id === script.id && isSame(script, other)));
  // A page that is opened between the two steps would be missed, so nothing is done without need.
  if (isRight) return;
  if (registered.length > 0)
    await browser.scripting.unregisterContentScripts({ ids: registered.map(({ id }) => id) });
  if (wanted.length > 0) await browser.scripting.registerContentScripts(wanted);
};

let last: Promise<void> = Promise.resolve();

/**
 * Has our content scripts run on the pages of the sites that the browser lets us read, and of no other. Chrome forgets
 * them with an update of the extension, and each new version may have other files. One call at a time; never rejects.
 */
export const registerSites = (sites: readonly Site[]): Promise<void> => {
  last = last
    .then(() => register(sites))
    .catch((error: unknown) => {
      // eslint-disable-next-line no-console -- an extension has no other log
      console.error('Tick Relay could not register the added sites.', error);
    });
  return last;
};
