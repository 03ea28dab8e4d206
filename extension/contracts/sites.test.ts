import { expect, test } from 'vitest';
import { QUOTE_MAPPING, SITE } from '../../testing/site-mappings.ts';
import { siteOfPage, sitesOf, withoutSite, withSite } from './sites.ts';

const MAPPED = { host: SITE, mapping: QUOTE_MAPPING };

test('what is stored comes back, and what is no site is left out', () => {
  expect(sitesOf([MAPPED, { host: 'other.example' }])).toEqual([MAPPED, { host: 'other.example' }]);
  expect(sitesOf([null, 5, {}, { host: 'com' }, { host: '*.example.com' }])).toEqual([]);
  expect(sitesOf('sites')).toEqual([]);
});

test('a mapping that is wrong, or of another site, is none', () => {
  expect(sitesOf([{ host: SITE, mapping: { ...QUOTE_MAPPING, price: 1 } }])).toEqual([{ host: SITE }]);
  expect(sitesOf([{ host: 'other.example', mapping: QUOTE_MAPPING }])).toEqual([{ host: 'other.example' }]);
});

test('a page belongs to the nearest site', () => {
  const app = { host: `app.${SITE}` };
  expect(siteOfPage([MAPPED, app], SITE)).toBe(MAPPED);
  expect(siteOfPage([app, MAPPED], `x.app.${SITE}`)).toBe(app);
  expect(siteOfPage([app, MAPPED], `www.${SITE}`)).toBe(MAPPED);
  expect(siteOfPage([app, MAPPED], 'elsewhere.example')).toBeUndefined();
});

test('sites are added, changed and taken away', () => {
  const sites = withSite([{ host: 'z.example' }], { host: SITE });
  expect(sites).toEqual([{ host: SITE }, { host: 'z.example' }]);
  expect(withSite(sites, MAPPED)).toEqual([MAPPED, { host: 'z.example' }]);
  expect(withoutSite(sites, SITE)).toEqual([{ host: 'z.example' }]);
});
