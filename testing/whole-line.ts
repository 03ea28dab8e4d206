import type { Page } from 'playwright-core';
import { startSimulator, type Simulator, type SimulatorOptions } from '../simulator/start-simulator.ts';
import { launchBrowserWithExtension, type BrowserOptions, type ExtensionBrowser } from './browser.ts';
import type { LiveViewer } from './live-viewer.ts';
import { pairExtension } from './pair-extension.ts';
import { drawnTicks, type DrawnTicks } from './panel-diagnostics.ts';
import { readKeptTicks } from './relay-api.ts';
import { startRelayProcess, type RelayProcess, type RelayProcessOptions } from './relay-process.ts';
import { tickKey } from './ticks.ts';

/** Everything from the broker's page to the chart, running for real on this machine. */
export interface WholeLine {
  readonly relay: RelayProcess;
  readonly simulator: Simulator;
  readonly browser: ExtensionBrowser;
  readonly panel: Page;
  /** Opens the simulated broker's page, which begins the feed; `query` is added to its address. */
  openBrokerPage(query?: string): Promise<Page>;
  stop(): Promise<void>;
}

export interface WholeLineOptions {
  readonly relay?: RelayProcessOptions;
  readonly simulator?: SimulatorOptions;
  readonly browser?: BrowserOptions;
  readonly panelSize?: { readonly width: number; readonly height: number };
}

/** A side panel's usual size. */
const PANEL_SIZE = { width: 420, height: 860 };

/** Starts relay, simulator and browser, pairs them, and opens the panel in a window of its own. */
export const startWholeLine = async (options: WholeLineOptions = {}): Promise<WholeLine> => {
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of stops.splice(0).reverse()) await step();
  };
  try {
    const relay = await startRelayProcess(options.relay ?? {});
    stops.push(() => relay.stop());
    const simulator = await startSimulator(options.simulator ?? {});
    stops.push(() => simulator.stop());
    const browser = await launchBrowserWithExtension(options.browser ?? {});
    stops.push(() => browser.close());
    await pairExtension(browser, relay);
    const panel = await browser.openPanelWindow(options.panelSize ?? PANEL_SIZE);
    await panel.waitForFunction(() => globalThis.tickRelayDiagnostics?.connection === 'connected');
    const openBrokerPage = async (query = ''): Promise<Page> => {
      const page = await browser.context.newPage();
      await page.goto(`${simulator.url}${query}`);
      return page;
    };
    return { relay, simulator, browser, panel, openBrokerPage, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

export interface Comparison {
  readonly sent: number;
  readonly kept: number;
  /** Sent and not kept, kept and not sent: empty where nothing was lost, doubled or invented. */
  readonly missing: readonly string[];
  readonly unexpected: readonly string[];
}

/** Holds what the simulator sent against what the relay's log answers, tick by tick. */
export const compareSentAndKept = async ({
  simulator,
  relay,
}: Pick<WholeLine, 'simulator' | 'relay'>): Promise<Comparison> => {
  const sent = new Set(simulator.sent().map(tickKey));
  const kept = (await readKeptTicks(relay)).map(tickKey);
  const keptSet = new Set(kept);
  const doubled =
    kept.length === keptSet.size ? [] : kept.filter((key, index) => kept.indexOf(key) !== index);
  return {
    sent: sent.size,
    kept: kept.length,
    missing: [...sent].filter((key) => !keptSet.has(key)),
    unexpected: [...[...keptSet].filter((key) => !sent.has(key)), ...doubled],
  };
};

const SETTLE_POLL_MS = 100;

/** Waits until `condition` holds; answers whether it did within the time. */
export const settles = async (condition: () => Promise<boolean>, withinMs = 15_000): Promise<boolean> => {
  const end = Date.now() + withinMs;
  while (Date.now() < end) {
    if (await condition()) return true;
    await new Promise((resolve) => setTimeout(resolve, SETTLE_POLL_MS));
  }
  return condition();
};

/** Waits until everything sent is kept, then compares; a loss shows as `missing`, not as a hang. */
export const settledComparison = async (
  line: Pick<WholeLine, 'simulator' | 'relay'>,
  withinMs?: number,
): Promise<Comparison> => {
  await settles(async () => (await compareSentAndKept(line)).missing.length === 0, withinMs);
  return compareSentAndKept(line);
};

export interface Drawing extends DrawnTicks {
  /** Ticks that the relay sent out live, to every viewer the same. */
  readonly sentOut: number;
  /** Sent live by the simulator and not sent out by the relay. */
  readonly missing: readonly string[];
}

/**
 * Holds what the panel drew against what was sent live. The newest ticks of a history payload go out live as
 * well, so the panel may have drawn more than the simulator calls live, but never less than the relay sent out.
 * `viewer` has to be there before the first tick.
 */
export const settledDrawing = async (
  { simulator, panel }: WholeLine,
  viewer: LiveViewer,
): Promise<Drawing> => {
  const missing = (): string[] => {
    const seen = viewer.keys();
    return simulator
      .sentLiveTicks()
      .map(tickKey)
      .filter((key) => !seen.has(key));
  };
  await settles(async () => missing().length === 0 && (await drawnTicks(panel)).total >= viewer.keys().size);
  return { ...(await drawnTicks(panel)), sentOut: viewer.keys().size, missing: missing() };
};
