import { parseSiteMapping, type MappingProblem, type SiteMapping } from '../brokers/mapped/site-mapping.ts';

/** A file that is larger holds something else. */
export const MAX_FILE_LENGTH = 1_000_000;
const MAX_SITES = 200;

export type ImportedSites =
  | { readonly ok: true; readonly mappings: readonly SiteMapping[] }
  /** `at`: which of the file's mappings, from 1; a file that holds none at all has no `at`. */
  | { readonly ok: false; readonly problem: MappingProblem | 'json' | 'empty'; readonly at?: number };

/** The mappings as a file keeps them: JSON, to be read by a person as well. */
export const sitesFile = (mappings: readonly SiteMapping[]): string =>
  `${JSON.stringify({ sites: mappings }, null, 2)}\n`;

/** Reads such a file; one wrong mapping is reason enough to take none. */
export const parseSitesFile = (text: string): ImportedSites => {
  let content: unknown;
  try {
    content = text.length > MAX_FILE_LENGTH ? undefined : JSON.parse(text);
  } catch {
    return { ok: false, problem: 'json' };
  }
  const { sites } = (content ?? {}) as Record<string, unknown>;
  if (!Array.isArray(sites) || sites.length === 0 || sites.length > MAX_SITES)
    return { ok: false, problem: 'empty' };
  const mappings: SiteMapping[] = [];
  for (const [index, value] of sites.entries()) {
    const parsed = parseSiteMapping(value);
    if (!parsed.ok) return { ok: false, problem: parsed.problem, at: index + 1 };
    mappings.push(parsed.mapping);
  }
  return { ok: true, mappings };
};
