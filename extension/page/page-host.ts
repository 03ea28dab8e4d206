const hostOf = (url: string): string => {
  try {
    return new URL(url).hostname;
  } catch {
    return '';
  }
};

/**
 * The host whose page this document belongs to. A frame without an address of its own (`about:blank`, `srcdoc`,
 * `blob:`) belongs to the page that made it: Chrome runs us there because of that page's origin.
 */
export const pageHost = (
  location: Pick<Location, 'hostname'> & { readonly ancestorOrigins?: ArrayLike<string> },
  origin: string,
  referrer: string,
): string =>
  location.hostname || hostOf(origin) || hostOf(location.ancestorOrigins?.[0] ?? '') || hostOf(referrer);
