import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { EXTENSION_FOLDER, PRODUCT_VERSION } from '../product.ts';
import { bad, good, type Check } from './check.ts';

interface Manifest {
  readonly version: string;
  readonly minimum_chrome_version: string;
}

/** Of the built extension; `undefined` where it is not built. */
export const builtManifest = (folder = EXTENSION_FOLDER): Manifest | undefined => {
  const file = path.join(folder, 'manifest.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : undefined;
};

/** @param folder the built extension's. */
export const extensionCheck = (folder = EXTENSION_FOLDER): Check => ({
  title: 'Extension',
  check: () => {
    const manifest = builtManifest(folder);
    if (!manifest)
      return bad(
        `The extension is not in ${folder}.`,
        'Run `npm run build`, then load this folder in Chrome.',
      );
    return manifest.version === PRODUCT_VERSION
      ? good(`Version ${manifest.version} is built in ${folder}.`)
      : bad(
          `Version ${manifest.version} is built, but the relay is ${PRODUCT_VERSION}.`,
          'Run `npm run build`, then reload the extension in chrome://extensions.',
        );
  },
});
