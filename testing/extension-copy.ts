import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILT_EXTENSION } from './built-product.ts';

/**
 * The built extension, in a folder of its own, with pages of these match patterns among those that its manifest may read.
 * For them `permissions.request` answers yes at once: the question that the browser asks else is its own window, which
 * nobody can click in a headless browser.
 */
export const copyExtensionAllowing = async (
  patterns: readonly string[],
): Promise<{ readonly path: string; remove(): Promise<void> }> => {
  const path = await mkdtemp(join(tmpdir(), 'tick-relay-extension-'));
  await cp(BUILT_EXTENSION, path, { recursive: true });
  const file = join(path, 'manifest.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as { host_permissions: string[] };
  manifest.host_permissions.push(...patterns);
  await writeFile(file, JSON.stringify(manifest));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
};
