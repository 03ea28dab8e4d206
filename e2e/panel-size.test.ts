import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { BUILT_EXTENSION } from '../testing/built-product.ts';
import { PANEL_PATH } from '../testing/browser.ts';

const MAX_GZIP_BYTES = 120 * 1_024;
/** The chart library alone has more: whoever finds less has not found it. */
const LEAST_GZIP_BYTES = 50 * 1_024;

const IMPORTS = /(?:\bfrom|\bimport\(?)\s*["'`](\.{0,2}\/[^"'`]+\.js)["'`]/g;
const PAGE_SCRIPTS = /(?:src|href)="([^"]+\.js)"/g;

const built = (path: string): string => readFileSync(join(BUILT_EXTENSION, path), 'utf8');

const inExtension = (from: string, path: string): string =>
  path.startsWith('/') ? path.slice(1) : join(dirname(from), path);

/** The scripts that the panel's page loads: those that it names, and whatever they import, then or later. */
const scriptsOfPanel = (): string[] => {
  const found = new Set<string>();
  const addFrom = (file: string, references: RegExp): void => {
    for (const [, path = ''] of built(file).matchAll(references)) found.add(inExtension(file, path));
  };
  addFrom(PANEL_PATH, PAGE_SCRIPTS);
  // A set is walked to its end, what is added on the way included.
  for (const script of found) addFrom(script, IMPORTS);
  return [...found];
};

it('loads at most 120 KB of gzipped JavaScript, the chart library included', () => {
  const sizes = scriptsOfPanel().map((script) => [script, gzipSync(built(script)).length] as const);
  const sum = sizes.reduce((total, [, size]) => total + size, 0);
  expect(sum).toBeGreaterThan(LEAST_GZIP_BYTES);
  expect(sum, sizes.map((size) => size.join(' ')).join(', ')).toBeLessThanOrEqual(MAX_GZIP_BYTES);
});
