import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { crx } from '@crxjs/vite-plugin';
import preact from '@preact/preset-vite';
import { defineConfig, type Plugin } from 'vite';
import { manifest } from './extension/manifest.ts';

const OUT_DIR = fileURLToPath(new URL('dist/extension/', import.meta.url));

interface BuiltContentScript {
  readonly js?: readonly string[];
  readonly world?: string;
  readonly run_at?: string;
  readonly all_frames?: boolean;
  readonly match_origin_as_fallback?: boolean;
}

/** A content script that crxjs builds as one plain file; any other is loaded late by a loader. */
const PLAIN_FILES = ['extension/page/bridge.iife.js', 'extension/page/websocket-hook.iife.js'];
const WORLDS = ['ISOLATED', 'MAIN'];

const problemsOf = (scripts: readonly BuiltContentScript[]): string[] => {
  const problems: string[] = [];
  if (scripts.length !== PLAIN_FILES.length) problems.push(`there are ${scripts.length} content scripts`);
  for (const [index, script] of scripts.entries()) {
    const file = PLAIN_FILES[index] ?? '';
    if (script.js?.join() !== file)
      problems.push(`content script ${index} is ${script.js?.join()}, not ${file}`);
    if (script.world !== WORLDS[index]) problems.push(`${file} runs in ${script.world}`);
    if (script.run_at !== 'document_start') problems.push(`${file} runs at ${script.run_at}`);
    if (!script.all_frames || !script.match_origin_as_fallback) problems.push(`${file} misses frames`);
    if (/\bimport\s*\(|^\s*import\b/m.test(readFileSync(`${OUT_DIR}${file}`, 'utf8'))) {
      problems.push(`${file} imports`);
    }
  }
  return problems;
};

/**
 * A hook that loads late sees no socket that the page opens first, and nothing else shows it. So the build fails
 * on whatever crxjs warns of (it prints in yellow), and on a manifest that is not the one we wrote.
 */
const strictContentScripts = (): Plugin => {
  const warnings: string[] = [];
  const { log, warn } = console;
  const recording =
    (print: typeof console.log) =>
    (...parts: unknown[]): void => {
      const text = parts.join(' ');
      if (print === warn || /\[crx:[^\]]*\].*(loader|warn)/is.test(text)) warnings.push(text);
      print(...parts);
    };
  return {
    name: 'strict-content-scripts',
    apply: 'build',
    buildStart() {
      Object.assign(console, { log: recording(log), warn: recording(warn) });
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        Object.assign(console, { log, warn });
        const built = JSON.parse(readFileSync(`${OUT_DIR}manifest.json`, 'utf8')) as {
          readonly content_scripts?: readonly BuiltContentScript[];
        };
        const problems = [...warnings, ...problemsOf(built.content_scripts ?? [])];
        if (problems.length > 0)
          throw new Error(`The extension is not built as it must be: ${problems.join('; ')}`);
      },
    },
  };
};

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  publicDir: false,
  plugins: [preact(), crx({ manifest }), strictContentScripts()],
  build: {
    outDir: OUT_DIR,
    emptyOutDir: true,
    target: 'chrome116',
    sourcemap: false,
    license: { fileName: 'licenses.md' },
    modulePreload: false,
  },
});
