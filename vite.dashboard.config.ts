import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The page that the relay serves to any browser; not older ones than the panel's style sheets need. */
export default defineConfig({
  root: here('dashboard/'),
  publicDir: false,
  plugins: [preact()],
  build: {
    outDir: here('dist/dashboard/'),
    emptyOutDir: true,
    target: ['chrome125', 'firefox128', 'safari17.5'],
    sourcemap: false,
    license: { fileName: 'licenses.md' },
    modulePreload: false,
    // Its own rules let the page load nothing that is written into it.
    assetsInlineLimit: 0,
  },
});
