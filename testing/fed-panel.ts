import type { Page } from 'playwright-core';
import type { TickTuple } from '../shared/tick.ts';
import { launchBrowserWithExtension, type ExtensionBrowser, type WindowSize } from './browser.ts';
import { pairExtension } from './pair-extension.ts';
import { startRelayProcess, type RelayProcess } from './relay-process.ts';
import { connectAs, keepAwake } from './relay-socket.ts';

/** The panel at a relay whose ticks the test itself gives, so that it knows what has to be on the chart. */
export interface FedPanel {
  readonly relay: RelayProcess;
  readonly browser: ExtensionBrowser;
  readonly panel: Page;
  /** Gives ticks of a pair, times in UTC ms; resolves when the relay has kept them. */
  feed(pair: string, ticks: readonly (readonly [price: number, timestamp: number])[]): Promise<void>;
  /** Claims stretches in which the pair's feed was up, UTC ms. */
  claim(pair: string, spans: readonly (readonly [from: number, to: number])[]): Promise<void>;
  /** Puts a pair of the list on the chart. */
  choose(pair: string, timeframe: string): Promise<void>;
  stop(): Promise<void>;
}

/** Starts relay and browser, pairs them, and opens the panel in a window of its own, by default a side panel's. */
export const startFedPanel = async (size: WindowSize = { width: 420, height: 860 }): Promise<FedPanel> => {
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of stops.splice(0).reverse()) await step();
  };
  try {
    const relay = await startRelayProcess();
    stops.push(() => relay.stop());
    const browser = await launchBrowserWithExtension();
    stops.push(() => browser.close());
    await pairExtension(browser, relay);
    const capture = await connectAs(relay, 'capture');
    stops.push(() => capture.close());
    keepAwake(capture);
    const panel = await browser.openPanelWindow(size);
    await panel.waitForFunction(() => globalThis.tickRelayDiagnostics?.connection === 'connected');
    let seq = 0;
    const send = async (message: object): Promise<void> => {
      const own = ++seq;
      capture.send({ ...message, seq: own });
      await capture.take('ack', (ack) => ack.seq === own);
    };
    const feed: FedPanel['feed'] = (pair, ticks) => {
      const now = Date.now();
      const tuples = ticks.map(([price, timestamp]): TickTuple => [pair, price, timestamp, now]);
      return send({ type: 'ticks', ticks: tuples });
    };
    const claim: FedPanel['claim'] = (pair, spans) =>
      send({ type: 'feedSpans', spans: spans.map(([from, to]) => [pair, from, to]) });
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
    return { relay, browser, panel, feed, claim, choose, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
