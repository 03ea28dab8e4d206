import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const findRoot = (from: string): string => {
  const parent = path.dirname(from);
  if (existsSync(path.join(from, 'package.json')) || parent === from) return from;
  return findRoot(parent);
};

/** The package's folder: the same from the source and from the built `dist/relay`. */
export const PRODUCT_ROOT = findRoot(import.meta.dirname);

const { version } = JSON.parse(readFileSync(path.join(PRODUCT_ROOT, 'package.json'), 'utf8')) as {
  version: string;
};
export const PRODUCT_VERSION = version;

/** The folder that Chrome loads with "Load unpacked". */
export const EXTENSION_FOLDER = path.join(PRODUCT_ROOT, 'dist', 'extension');

/** The page that the relay serves to any browser. */
export const DASHBOARD_FOLDER = path.join(PRODUCT_ROOT, 'dist', 'dashboard');
