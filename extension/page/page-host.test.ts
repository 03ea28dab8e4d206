import { expect, test } from 'vitest';
import { pageHost } from './page-host.ts';

test('a page with an address belongs to its own host', () => {
  expect(pageHost({ hostname: 'pocketoption.com' }, 'https://x.example', 'https://y.example/')).toBe(
    'pocketoption.com',
  );
});

test.each([
  ['the origin it inherited', { hostname: '' }, 'https://po.trade', ''],
  ['the frame above it', { hostname: '', ancestorOrigins: ['https://po.trade'] }, 'null', ''],
  ['the page that opened it', { hostname: '', ancestorOrigins: [] }, 'null', 'https://po.trade/cabinet'],
])('a frame without an address belongs to %s', (_name, location, origin, referrer) => {
  expect(pageHost(location, origin, referrer)).toBe('po.trade');
});

test('and else to nobody', () => {
  expect(pageHost({ hostname: '' }, 'null', '')).toBe('');
});
