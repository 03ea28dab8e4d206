import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { browserArgs, controlBrowser, type ExtensionBrowser } from '../testing/browser.ts';
import { startChild, waitUntil } from '../testing/child-server.ts';
import { CHROMIUM, ensureProgram } from '../testing/system-programs.ts';

/** A browser that is measured as users have it: with nothing attached to it while the measurement runs. */
export interface UndisturbedBrowser {
  readonly pid: number;
  /** Attaches, lets `work` do what it wants, and detaches again. A debugger is told of every WebSocket frame. */
  attached<Result>(work: (browser: ExtensionBrowser) => Promise<Result>): Promise<Result>;
  /** Opens a page without attaching; the answer closes it. */
  open(url: string): Promise<() => Promise<void>>;
  stop(): Promise<void>;
}

/** As Playwright starts browsers: windows behind others keep their pace. */
const STEADY_ARGS = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

const argsOfExtension = (path: string): string[] => [
  `--disable-extensions-except=${path}`,
  `--load-extension=${path}`,
];

/**
 * Starts Chromium (a branded Chrome refuses `--load-extension`) with an unpacked extension. Without one it can open
 * pages, and nothing attaches.
 */
export const startUndisturbedBrowser = async (extension?: string): Promise<UndisturbedBrowser> => {
  const profile = await mkdtemp(join(tmpdir(), 'tick-relay-bench-'));
  const child = startChild(ensureProgram(CHROMIUM), [
    ...browserArgs(true),
    ...STEADY_ARGS,
    '--window-size=1280,800',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    ...(extension === undefined ? [] : argsOfExtension(extension)),
    'about:blank',
  ]);
  const portFile = join(profile, 'DevToolsActivePort');
  await waitUntil(
    () => existsSync(portFile),
    () => `Chromium did not start: ${child.output()}`,
  );
  const [port] = (await readFile(portFile, 'utf8')).split('\n');
  const { pid } = child.process;
  if (pid === undefined) throw new Error(`Chromium has no process: ${child.output()}`);
  const address = `http://127.0.0.1:${port}`;
  return {
    pid,
    attached: async (work) => {
      const browser = await chromium.connectOverCDP(address);
      const [context] = browser.contexts();
      if (!context) throw new Error('The browser has no context to work in.');
      const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
      try {
        return await work(controlBrowser(context, new URL(worker.url()).host, () => browser.close()));
      } finally {
        await browser.close();
      }
    },
    open: async (url) => {
      const opened = await fetch(`${address}/json/new?${url}`, { method: 'PUT' });
      const { id } = (await opened.json()) as { readonly id: string };
      return async () => {
        await fetch(`${address}/json/close/${id}`);
      };
    },
    stop: async () => {
      await child.end('SIGKILL');
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};
