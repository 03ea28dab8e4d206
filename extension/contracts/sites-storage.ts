import { SITES_KEY, sitesOf } from './sites.ts';
import { storedValue } from './stored-value.ts';

/** The sites that the user has added. */
export const storedSites = storedValue(SITES_KEY, sitesOf);
