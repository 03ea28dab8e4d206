import { expect, test } from 'vitest';
import { isAtLeast, versionIn } from './versions.ts';

test.each([
  ['v20.19.0', '>=20.19', true],
  ['20.20.2', '20.19', true],
  ['20.9.0', '20.19', false],
  ['22.1.0', '20.19', true],
  ['Chromium 156.0.8078.79 built on Debian', '125', true],
  ['Google Chrome 99.1', '125', false],
  ['20', '20.0.1', false],
  ['no version', '1', false],
])('%s is at least %s: %s', (text, least, expected) => {
  expect(isAtLeast(versionIn(text), versionIn(least))).toBe(expected);
});
