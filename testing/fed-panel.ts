import type { Page } from 'playwright-core';
import { launchBrowserWithExtension, type ExtensionBrowser, type WindowSize } from './browser.ts';
import { startFedRelay, type FedRelay } from './fed-relay.ts';
import { pairExtension } from './pair-extension.ts';

/** The panel at a relay whose ticks the test itself gives, so that it knows what has to be on the chart. */
export interface FedPanel extends FedRelay {
  readonly browser: ExtensionBrowser;
  readonly panel: Page;
  /** Puts a pair of the list on the chart. */
  choose(pair: string, timeframe: string): Promise<void>;
}

/** Starts relay and browser, pairs them, and opens the panel in a window of its own, by default a side panel's. */
export const startFedPanel = async (size: WindowSize = { width: 420, height: 860 }): Promise<FedPanel> => {
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of stops.splice(0).reverse()) await step();
  };
  try {
    const line = await startFedRelay();
    stops.push(() => line.stop());
    const browser = await launchBrowserWithExtension();
    stops.push(() => browser.close());
    await pairExtension(browser, line.relay);
    const panel = await browser.openPanelWindow(size);
    await panel.waitForFunction(() => globalThis.tickRelayDiagnostics?.connection === 'connected');
    const choose: FedPanel['choose'] = async (pair, timeframe) => {
      await panel.locator(`button[data-pair="${pair}"]`).click();
      await panel.locator(`button[data-timeframe="${timeframe}"]`).click();
      await panel.waitForFunction(
        ([wanted, frame]) => {
          const shown = globalThis.tickRelayDiagnostics;
          return shown?.pair === wanted && shown.timeframe === frame;
        },
        [pair, timeframe] as const,
      );
    };
    return { ...line, browser, panel, choose, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
