import type { ExtensionBrowser } from './browser.ts';

/** Chrome's own way of stopping a worker, as it does with an idle one; the next event starts it again. */
export const stopServiceWorker = async ({ context }: ExtensionBrowser): Promise<void> => {
  const page = await context.newPage();
  await page.goto('chrome://serviceworker-internals/');
  const session = await context.newCDPSession(page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await session.detach();
  await page.close();
};
