import { expect, test } from 'vitest';
import { ViewLinks } from './view-links.ts';

test('a link opens once, and another one never', () => {
  const links = new ViewLinks();
  expect(links.redeem('')).toBe(false);
  const { link } = links.issue();
  expect(links.redeem(`${link}x`)).toBe(false);
  expect(links.redeem(link)).toBe(true);
  expect(links.redeem(link)).toBe(false);
});

test('only the newest link opens', () => {
  const links = new ViewLinks();
  const first = links.issue();
  const second = links.issue();
  expect(links.redeem(first.link)).toBe(false);
  expect(links.redeem(second.link)).toBe(true);
});

test('a link ends after a minute', () => {
  let now = 0;
  const links = new ViewLinks(() => now);
  const { link, expiresAt } = links.issue();
  expect(expiresAt).toBe(60_000);
  now = expiresAt;
  expect(links.redeem(link)).toBe(false);
});
