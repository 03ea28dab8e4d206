import { readFileSync } from 'node:fs';
import { defineConfig } from 'vite';

const COMMAND = 'tick-relay';

const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
};

export default defineConfig({
  ssr: {
    target: 'node',
    // The package's dependencies are native, or what only some starts need. What every start loads is bundled: to find
    // and read a hundred small files would take a third of the time until the relay takes ticks.
    noExternal: true,
    external: Object.keys(dependencies),
  },
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist/relay',
    emptyOutDir: true,
    minify: false,
    sourcemap: true,
    copyPublicDir: false,
    license: { fileName: 'licenses.md' },
    rolldownOptions: {
      input: {
        [COMMAND]: 'relay/tick-relay.ts',
        'tick-log-worker': 'relay/tick-log/tick-log-worker.ts',
      },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
        banner: ({ name }) => (name === COMMAND ? '#!/usr/bin/env node' : ''),
      },
    },
  },
});
