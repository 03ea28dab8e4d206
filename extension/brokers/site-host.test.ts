import { expect, test } from 'vitest';
import { hostOfSite, isOfSite, sitePattern } from './site-host.ts';

test.each([
  ['prices.example', 'prices.example'],
  [' https://www.Prices.example:8443/trade?x=1#y ', 'prices.example'],
  ['app.prices.example', 'app.prices.example'],
  ['http://10.0.0.7/', '10.0.0.7'],
  ['münzen.example', 'xn--mnzen-kva.example'],
])('%s is the site %s', (typed, host) => {
  expect(hostOfSite(typed)).toBe(host);
});

test.each(['', 'com', 'localhost', 'file:///etc/passwd', 'chrome://settings', 'a b', '*', '*.example.com'])(
  '%s is no site',
  (typed) => {
    expect(hostOfSite(typed)).toBeUndefined();
  },
);

test('a host that leaves a pair no room for its symbol is none', () => {
  expect(hostOfSite(`${'a'.repeat(42)}.io`)).toHaveLength(45);
  expect(hostOfSite(`${'a'.repeat(43)}.io`)).toBeUndefined();
});

test('sub-domains are of the site, look-alikes are not', () => {
  expect(isOfSite('prices.example', 'prices.example')).toBe(true);
  expect(isOfSite('App.Prices.example', 'prices.example')).toBe(true);
  expect(isOfSite('notprices.example', 'prices.example')).toBe(false);
  expect(isOfSite('prices.example.evil.test', 'prices.example')).toBe(false);
  expect(isOfSite('1.10.0.0.7', '10.0.0.7')).toBe(false);
  expect(sitePattern('prices.example')).toBe('*://*.prices.example/*');
  expect(sitePattern('10.0.0.7')).toBe('*://10.0.0.7/*');
});
