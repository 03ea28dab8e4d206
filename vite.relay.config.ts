import { defineConfig } from 'vite';

const COMMAND = 'tick-relay';

export default defineConfig({
  ssr: { target: 'node', external: true },
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist/relay',
    emptyOutDir: true,
    minify: false,
    sourcemap: true,
    copyPublicDir: false,
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
