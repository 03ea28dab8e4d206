import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowserWithExtension, type ExtensionBrowser } from '../testing/browser.ts';
import { serveEchoPages, type EchoPages } from '../testing/echo-pages.ts';
import { pageHold } from '../testing/page-heap.ts';

const SOCKETS = 10_000;
/** Chromium opens sockets to one address one after the other with a pause, so each has an address of its own. */
const TOGETHER = 8;
/** Opened before the first look, so that what the browser makes once is there. */
const WARM_UP = 400;
/** Less than anything of ours that was kept of each socket would take: ten bytes. */
const MAX_GROWTH_BYTES = 10 * SOCKETS;
const TIMEOUT_MS = 300_000;

/** Runs in the page: opens sockets, has each bring one frame, and closes it; answers how many brought it. */
const openAndClose = async ([count, addresses]: readonly [number, readonly string[]]): Promise<number> => {
  let left = count;
  let echoes = 0;
  const one = (address: string): Promise<void> =>
    new Promise((resolve) => {
      const socket = new WebSocket(address);
      socket.onopen = () => socket.send('echo');
      socket.onmessage = () => {
        echoes += 1;
        socket.close();
      };
      socket.onclose = () => resolve();
    });
  const inTurn = async (address: string): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await one(address);
    }
  };
  await Promise.all(addresses.map(inTurn));
  return echoes;
};

describe('a page that opens and closes sockets', () => {
  let browser: ExtensionBrowser;
  let page: Page;
  let servers: readonly EchoPages[];

  beforeAll(async () => {
    servers = await Promise.all(Array.from({ length: TOGETHER }, () => serveEchoPages()));
    browser = await launchBrowserWithExtension();
    page = await browser.context.newPage();
  });
  afterAll(async () => {
    await browser.close();
    await Promise.all(servers.map((server) => server.stop()));
  });

  it(
    `holds nothing of ${SOCKETS} of them`,
    async () => {
      const addresses = servers.map(({ url }) => url.replace('http', 'ws'));
      await page.goto(servers[0]?.url ?? '');
      expect(await page.evaluate(openAndClose, [WARM_UP, addresses] as const)).toBe(WARM_UP);
      const before = await pageHold(page);
      expect(await page.evaluate(openAndClose, [SOCKETS, addresses] as const)).toBe(SOCKETS);
      const after = await pageHold(page);
      expect(after.listeners - before.listeners).toBeLessThanOrEqual(TOGETHER);
      expect(after.heap - before.heap).toBeLessThan(MAX_GROWTH_BYTES);
    },
    TIMEOUT_MS,
  );
});
