import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page, type Worker } from 'playwright-core';
import { BUILT_EXTENSION } from './built-product.ts';
import { CHROMIUM, ensureProgram } from './system-programs.ts';

export interface ExtensionBrowser {
  readonly context: BrowserContext;
  readonly extensionId: string;
  /** The panel's page as a tab; it is the same page that the side panel shows. */
  openPanel(): Promise<Page>;
  /** The background worker. A debugger attached to it keeps it alive: not for tests of its idling. */
  serviceWorker(): Promise<Worker>;
  close(): Promise<void>;
}

export interface BrowserOptions {
  readonly headless?: boolean;
  readonly windowSize?: { readonly width: number; readonly height: number };
  readonly extraArgs?: readonly string[];
  /** A folder to keep the profile in across launches; by default a new one that is removed. */
  readonly profile?: string;
}

const QUIET_ARGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--enable-unsafe-extension-debugging',
];

/**
 * Starts a real Chrome or Chromium with the built extension in it. The extension is loaded through the
 * debugging protocol, because branded builds since Chrome 137 refuse `--load-extension`.
 */
export const launchBrowserWithExtension = async (options: BrowserOptions = {}): Promise<ExtensionBrowser> => {
  const executablePath = ensureProgram(CHROMIUM);
  const profile = options.profile ?? (await mkdtemp(join(tmpdir(), 'tick-relay-browser-')));
  const { width, height } = options.windowSize ?? { width: 1280, height: 800 };
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: false,
    viewport: null,
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [
      ...(options.headless === false ? [] : ['--headless=new']),
      // Chromium refuses to run its sandbox as root, which containers and CI are.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--window-size=${width},${height}`,
      ...QUIET_ARGS,
      ...(options.extraArgs ?? []),
    ],
  });
  const extensionId = await loadExtension(context);
  return {
    context,
    extensionId,
    openPanel: async () => {
      const page = await context.newPage();
      await page.goto(`chrome-extension://${extensionId}/extension/panel/panel.html`);
      return page;
    },
    serviceWorker: async () => context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker')),
    close: async () => {
      await context.close();
      if (!options.profile) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};

const loadExtension = async (context: BrowserContext): Promise<string> => {
  const browser = context.browser();
  if (!browser) throw new Error('The browser gives no debugging session.');
  const session = await browser.newBrowserCDPSession();
  // Playwright's protocol types do not list the Extensions domain yet.
  const send = session.send.bind(session) as (method: string, params: object) => Promise<unknown>;
  const { id } = (await send('Extensions.loadUnpacked', { path: BUILT_EXTENSION })) as { id: string };
  await session.detach();
  return id;
};
