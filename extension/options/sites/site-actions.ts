import browser from 'webextension-polyfill';
import { brokerName } from '../../../shared/broker-names.ts';
import { brokerForHost } from '../../brokers/brokers.ts';
import { hostOfSite, sitePattern } from '../../brokers/site-host.ts';
import type { SiteMapping } from '../../brokers/mapped/site-mapping.ts';
import { parseSitesFile, sitesFile } from '../../contracts/sites-file.ts';
import { withoutSite, withSite } from '../../contracts/sites.ts';
import { storedSites } from '../../contracts/sites-storage.ts';
import { saveFile } from '../../panel/take-away/save-file.ts';
import { texts } from '../texts.ts';
import { tellPages } from './frame-stream.ts';

const { add, file } = texts.sites;

/** Asks the user to let the extension read the site's pages. Has to be called by the click itself. */
export const requestSite = (host: string): Promise<boolean> =>
  browser.permissions.request({ origins: [sitePattern(host)] });

export const isAllowed = (host: string): Promise<boolean> =>
  browser.permissions.contains({ origins: [sitePattern(host)] });

/** Adds the site of an address that the user typed; answers its host, or the reason why not, in one sentence. */
export const addSite = async (
  typed: string,
): Promise<{ readonly host: string } | { readonly problem: string }> => {
  const host = hostOfSite(typed);
  if (host === undefined) return { problem: add.wrong };
  const broker = brokerForHost(host);
  if (broker) return { problem: add.builtIn(brokerName(broker.id)) };
  // Nothing is waited for before this: the browser asks only in the click's own turn.
  if (!(await requestSite(host))) return { problem: add.refused(host) };
  await storedSites.change((sites) => withSite(sites, sites.find((site) => site.host === host) ?? { host }));
  return { host };
};

/** From now on the site's pages, also those that are open, are read by it. */
export const saveMapping = async (mapping: SiteMapping): Promise<void> => {
  await storedSites.change((sites) => withSite(sites, { host: mapping.host, mapping }));
  await tellPages(mapping.host);
};

/** Takes back all that adding it gave: what is read, the scripts and the permission. */
export const removeSite = async (host: string): Promise<void> => {
  await storedSites.change((sites) => withoutSite(sites, host));
  // While the permission lasts its tabs can be found.
  await tellPages(host);
  // A site that the manifest itself names stays allowed.
  await browser.permissions.remove({ origins: [sitePattern(host)] }).catch(() => undefined);
};

export const exportSites = (mappings: readonly SiteMapping[]): void => {
  const [first, ...others] = mappings;
  const name = first && others.length === 0 ? first.host : 'sites';
  saveFile(new Blob([sitesFile(mappings)], { type: 'application/json' }), `tick-relay-${name}.json`);
};

/** Takes the mappings of a file in the place of those of the same sites; answers what there is to say of it. */
export const importSites = async (
  content: Pick<File, 'text'>,
): Promise<{ readonly isTaken: boolean; readonly text: string }> => {
  const imported = parseSitesFile(await content.text());
  if (!imported.ok) return { isTaken: false, text: file.problem(imported.problem, imported.at) };
  const { mappings } = imported;
  const known = mappings.flatMap(({ host }) => brokerForHost(host) ?? [])[0];
  if (known) return { isTaken: false, text: add.builtIn(brokerName(known.id)) };
  await storedSites.change((sites) =>
    mappings.reduce((all, mapping) => withSite(all, { host: mapping.host, mapping }), sites),
  );
  for (const { host } of mappings) await tellPages(host);
  return { isTaken: true, text: file.taken(mappings.length) };
};
