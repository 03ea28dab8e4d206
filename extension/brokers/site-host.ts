/** Leaves a pair that carries it room for the symbol. */
export const MAX_HOST_LENGTH = 45;

const ADDRESS = /^\d+\.\d+\.\d+\.\d+$/;

/** Labels of letters, digits and hyphens, at least two: a bare `com` would be half the net. */
const NAME = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;

/** Browsers and Node have it; the compiler sees neither library here, so that a decoder stays pure. */
declare const URL: {
  canParse(url: string): boolean;
  new (url: string): { readonly protocol: string; readonly hostname: string };
};

/**
 * The host of a site that a person typed: `https://www.prices.example/trade` is `prices.example`, as are its other
 * sub-domains' pages once it is read. `undefined` for what is no site's address, or too long to be part of a pair.
 */
export const hostOfSite = (typed: string): string | undefined => {
  const trimmed = typed.trim();
  const url = /^[a-z]+:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname } = new URL(url);
  const host = hostname.replace(/^www\.(?=.*\.)/, '');
  const isSound = /^https?:$/.test(protocol) && NAME.test(host) && host.length <= MAX_HOST_LENGTH;
  return isSound ? host : undefined;
};

/** Chrome's match pattern of a site's pages: `*.host` takes in the host itself; an IP address has no sub-domains. */
export const sitePattern = (host: string): string => `*://${ADDRESS.test(host) ? '' : '*.'}${host}/*`;

/** Whether a page's host is the site's, or a sub-domain of it. */
export const isOfSite = (pageHost: string, host: string): boolean => {
  const name = pageHost.toLowerCase();
  return name === host || (!ADDRESS.test(host) && name.endsWith(`.${host}`));
};
