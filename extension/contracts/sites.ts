import { hostOfSite, isOfSite } from '../brokers/site-host.ts';
import { parseSiteMapping, type SiteMapping } from '../brokers/mapped/site-mapping.ts';

/** In `storage.local`: a list of `Site`. */
export const SITES_KEY = 'sites';

/** A site that the user has added to those that are read. */
export interface Site {
  /** `prices.example`; its sub-domains belong to it. */
  readonly host: string;
  /** Absent until the user has mapped its frames. */
  readonly mapping?: SiteMapping | undefined;
}

const siteOf = (stored: unknown): Site | undefined => {
  const { host, mapping } = (stored ?? {}) as Record<string, unknown>;
  if (typeof host !== 'string' || hostOfSite(host) !== host) return undefined;
  const parsed = parseSiteMapping(mapping);
  return parsed.ok && parsed.mapping.host === host ? { host, mapping: parsed.mapping } : { host };
};

/** Reads what `storage.local` holds; what is no site is left out, and what is no mapping of it. */
export const sitesOf = (stored: unknown): readonly Site[] =>
  Array.isArray(stored) ? stored.map(siteOf).filter((site) => site !== undefined) : [];

/** The site of a page by the page's host; of a site and one within it, the latter. */
export const siteOfPage = (sites: readonly Site[], pageHost: string): Site | undefined =>
  sites
    .filter(({ host }) => isOfSite(pageHost, host))
    .reduce<Site | undefined>(
      (nearest, site) => (nearest && nearest.host.length >= site.host.length ? nearest : site),
      undefined,
    );

/** With the site added, or changed to what is given; in the order of their names. */
export const withSite = (sites: readonly Site[], site: Site): readonly Site[] =>
  [...withoutSite(sites, site.host), site].sort((a, b) => a.host.localeCompare(b.host));

export const withoutSite = (sites: readonly Site[], host: string): readonly Site[] =>
  sites.filter((site) => site.host !== host);
