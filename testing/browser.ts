import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page, type Worker } from 'playwright-core';
import { BUILT_EXTENSION } from './built-product.ts';
import { CHROMIUM, ensureProgram } from './system-programs.ts';

export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

export interface ExtensionBrowser {
  readonly context: BrowserContext;
  readonly extensionId: string;
  /** The panel's page as a tab; it is the same page that the side panel shows. */
  openPanel(): Promise<Page>;
  /** The same page in a window of its own, so that page and panel are both visible. */
  openPanelWindow(size: WindowSize): Promise<Page>;
  /** Another page of the extension in a window of its own; `path` is within the extension. */
  openWindow(path: string, size: WindowSize): Promise<Page>;
  /** The background worker. A debugger attached to it keeps it alive: not for tests of its idling. */
  serviceWorker(): Promise<Worker>;
  close(): Promise<void>;
}

export interface BrowserOptions {
  readonly headless?: boolean;
  readonly windowSize?: WindowSize;
  readonly extraArgs?: readonly string[];
  /** The unpacked extension to load; by default ours. */
  readonly extension?: string;
  /** Pages that are left may come back as they were; by default, as Playwright wants it, they do not. */
  readonly backForwardCache?: boolean;
  /** A folder to keep the profile in across launches; by default a new one that is removed. */
  readonly profile?: string;
}

export const PANEL_PATH = 'extension/panel-page/panel.html';

/** Playwright's own way of switching the cache off. */
export const NO_CACHE = '--disable-back-forward-cache';

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

/** How every browser of ours is started, whoever starts it. */
export const browserArgs = (headless: boolean): string[] => [
  ...(headless ? ['--headless=new'] : []),
  // Chromium refuses to run its sandbox as root, which containers and CI are.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ...QUIET_ARGS,
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
    ignoreDefaultArgs: ['--disable-extensions', ...(options.backForwardCache ? [NO_CACHE] : [])],
    args: [
      ...browserArgs(options.headless !== false),
      `--window-size=${width},${height}`,
      ...(options.extraArgs ?? []),
    ],
  });
  const extensionId = await loadExtension(context, options.extension ?? BUILT_EXTENSION);
  return controlBrowser(context, extensionId, async () => {
    await context.close();
    if (!options.profile) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  });
};

/** What tests do with a browser that has the extension, however it was started. */
export const controlBrowser = (
  context: BrowserContext,
  extensionId: string,
  close: () => Promise<void>,
): ExtensionBrowser => {
  const urlOf = (path: string): string => `chrome-extension://${extensionId}/${path}`;
  const serviceWorker = async (): Promise<Worker> =>
    context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const openWindow = async (path: string, { width, height }: WindowSize): Promise<Page> => {
    const worker = await serviceWorker();
    const opened = context.waitForEvent('page');
    await worker.evaluate(
      ([url, width, height]) => chrome.windows.create({ url, type: 'popup', width, height, left: 0, top: 0 }),
      [urlOf(path), width, height] as const,
    );
    const page = await opened;
    await page.waitForLoadState();
    await resizeWindow(context, page, { width, height });
    return page;
  };
  return {
    context,
    extensionId,
    openPanel: async () => {
      const page = await context.newPage();
      await page.goto(urlOf(PANEL_PATH));
      return page;
    },
    openPanelWindow: (size) => openWindow(PANEL_PATH, size),
    openWindow,
    serviceWorker,
    close,
  };
};

/** A headless window does not take the size that it was made with; an emulated size would cost drawing time. */
const resizeWindow = async (context: BrowserContext, page: Page, size: WindowSize): Promise<void> => {
  const session = await context.newCDPSession(page);
  const { windowId } = await session.send('Browser.getWindowForTarget');
  await session.send('Browser.setWindowBounds', { windowId, bounds: size });
  await session.detach();
};

const loadExtension = async (context: BrowserContext, path: string): Promise<string> => {
  const browser = context.browser();
  if (!browser) throw new Error('The browser gives no debugging session.');
  const session = await browser.newBrowserCDPSession();
  // Playwright's protocol types do not list the Extensions domain yet.
  const send = session.send.bind(session) as (method: string, params: object) => Promise<unknown>;
  const { id } = (await send('Extensions.loadUnpacked', { path })) as { id: string };
  await session.detach();
  return id;
};
