import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { startEcho } from './echo.ts';

const SOURCE = fileURLToPath(new URL('./bare-path/', import.meta.url));
const SCRIPTS = ['page-hook', 'bridge', 'worker', 'viewer'];

const MANIFEST = {
  manifest_version: 3,
  name: 'Bare path',
  version: '1',
  background: { service_worker: 'worker.js' },
  content_scripts: [
    { matches: ['http://127.0.0.1/*'], js: ['bridge.js'], run_at: 'document_start' },
    { matches: ['http://127.0.0.1/*'], js: ['page-hook.js'], run_at: 'document_start', world: 'MAIN' },
  ],
};

export interface BareExtension {
  readonly folder: string;
  readonly viewer: string;
  stop(): Promise<void>;
}

/** The same way, page → service worker → WebSocket → page, with nothing on it but a time: what ours is held against. */
export const makeBareExtension = async (): Promise<BareExtension> => {
  const echo = await startEcho();
  const folder = await mkdtemp(join(tmpdir(), 'bare-path-'));
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(MANIFEST));
  await writeFile(
    join(folder, 'viewer.html'),
    '<!doctype html><title>Bare path</title><script src="viewer.js"></script>',
  );
  for (const name of SCRIPTS) {
    const source = await readFile(join(SOURCE, `${name}.ts`), 'utf8');
    const { outputText } = ts.transpileModule(source, {
      compilerOptions: { target: ts.ScriptTarget.ES2022 },
    });
    await writeFile(join(folder, `${name}.js`), outputText.replaceAll('__ECHO_PORT__', String(echo.port)));
  }
  return {
    folder,
    viewer: 'viewer.html',
    stop: async () => {
      echo.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
