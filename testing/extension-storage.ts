import type { ExtensionBrowser } from './browser.ts';

/** Puts values into the extension's `storage.local`, as the panel or the options page would. */
export const keepInExtension = async (
  browser: ExtensionBrowser,
  kept: Record<string, unknown>,
): Promise<void> => {
  const worker = await browser.serviceWorker();
  await worker.evaluate((values) => chrome.storage.local.set(values), kept);
};
