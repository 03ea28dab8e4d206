import { defineConfig } from 'vite';

const COMMAND = 'tick-relay';

/**
 * Loaded from `node_modules`, because it is native or needed by some starts only. What every start loads is bundled:
 * to find and read a hundred small files would take a third of the time until the relay takes ticks.
 */
const NOT_BUNDLED = [
  'libsql',
  '@clack/prompts',
  '@supabase/supabase-js',
  'cli-progress',
  'hyparquet',
  'hyparquet-writer',
  'ioredis',
  'papaparse',
];

export default defineConfig({
  ssr: { target: 'node', noExternal: true, external: NOT_BUNDLED },
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
