import type { BrowserContext, Page } from 'playwright-core';
import { DEFAULT_PAIRS } from '../simulator/assets.ts';
import { startSimulator } from '../simulator/start-simulator.ts';
import { PANEL_PATH } from '../testing/browser.ts';
import { BUILT_EXTENSION } from '../testing/built-product.ts';
import { pairExtension } from '../testing/pair-extension.ts';
import { latencySamples } from '../testing/panel-diagnostics.ts';
import { quantile } from '../shared/quantile.ts';
import type { RedisServer } from '../testing/redis-server.ts';
import { startRelayProcess } from '../testing/relay-process.ts';
import { makeBareExtension } from './bare-extension.ts';
import { calmRounds, median, stolenText } from './calm-rounds.ts';
import { startUndisturbedBrowser, type UndisturbedBrowser } from './undisturbed-browser.ts';

/** A feed to measure: so many pairs at so many ticks a second over all of them. */
export interface Feed {
  readonly pairs: number;
  readonly ticksPerSecond: number;
}

export interface Latency {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

const WARM_UP_MS = 5_000;
const MEASURE_MS = 12_000;
/** Of fewer a p99 is little more than the one worst. */
const FEWEST_SAMPLES = 500;

/** How long a feed is measured, after the warm-up. */
export const measuredMs = ({ ticksPerSecond }: Feed): number =>
  Math.max(MEASURE_MS, (FEWEST_SAMPLES / ticksPerSecond) * 1_000);

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export const summarize = (samples: readonly number[]): Latency => ({
  p50: quantile(samples, 0.5),
  p95: quantile(samples, 0.95),
  p99: quantile(samples, 0.99),
});

const simulatorOptions = ({ pairs, ticksPerSecond }: Feed) => ({
  pairs: DEFAULT_PAIRS.slice(0, pairs),
  ticksPerSecond,
});

const PANEL_SIZE = { width: 420, height: 860 };

const isPageAt =
  (end: string) =>
  (page: Page): boolean =>
    page.url().endsWith(end);

/** Of the samples of all pairs those after the warm-up. */
const measured = (feed: Feed, samples: readonly number[]): Latency =>
  summarize(samples.slice(-(feed.ticksPerSecond * measuredMs(feed)) / 1_000));

/** Runs a feed for the time of the measurement, and reads what the viewer has noted. */
const measure = async <Result>(
  browser: UndisturbedBrowser,
  viewer: string,
  feed: Feed,
  read: (viewer: Page) => Promise<Result>,
): Promise<Result> => {
  await pause(WARM_UP_MS + measuredMs(feed));
  return browser.attached(async ({ context }) => {
    const page = context.pages().find(isPageAt(viewer));
    if (!page) throw new Error(`The browser has lost the window of ${viewer}.`);
    return read(page);
  });
};

/** What is measured on the whole line. */
export interface LineProbe<Result> {
  /** Before the panel is opened. */
  readonly prepare?: (context: BrowserContext) => Promise<void>;
  readonly read: (panel: Page) => Promise<Result>;
}

/** The real extension, relay, durable log and Redis. */
export const measureLine = async <Result>(
  feed: Feed,
  redis: RedisServer,
  probe: LineProbe<Result>,
): Promise<Result> => {
  const relay = await startRelayProcess({ env: { REDIS_URL: redis.url } });
  const simulator = await startSimulator(simulatorOptions(feed));
  const browser = await startUndisturbedBrowser(BUILT_EXTENSION);
  try {
    await browser.attached(async (control) => {
      await pairExtension(control, relay);
      await probe.prepare?.(control.context);
      const panel = await control.openPanelWindow(PANEL_SIZE);
      await panel.waitForFunction(() => globalThis.tickRelayDiagnostics?.connection === 'connected');
      const page = await control.context.newPage();
      await page.goto(simulator.url);
    });
    return await measure(browser, PANEL_PATH, feed, probe.read);
  } finally {
    await browser.stop();
    await simulator.stop();
    await relay.stop();
  }
};

const readBareSamples = (viewer: Page): Promise<number[]> =>
  viewer.evaluate(() => (globalThis as unknown as { bareSamples: number[] }).bareSamples);

/** The bare path under the same feed. */
const measureBarePath = async (feed: Feed): Promise<readonly number[]> => {
  const bare = await makeBareExtension();
  const simulator = await startSimulator(simulatorOptions(feed));
  const browser = await startUndisturbedBrowser(bare.folder);
  try {
    await browser.attached(async (control) => {
      await control.openWindow(bare.viewer, PANEL_SIZE);
      const page = await control.context.newPage();
      await page.goto(simulator.url);
    });
    return await measure(browser, bare.viewer, feed, readBareSamples);
  } finally {
    await browser.stop();
    await simulator.stop();
    await bare.stop();
  }
};

/** Until the chart's `update()`, and the rows' text. */
const UNTIL_UPDATE: LineProbe<readonly number[]> = { read: latencySamples };

/** Both ways under the same feed, in turns; the median of the calm rounds counts. */
export const measureBoth = async (
  feed: Feed,
  redis: RedisServer,
): Promise<{ ours: Latency; bare: Latency; stolen: string }> => {
  const rounds = await calmRounds(async () => ({
    bare: measured(feed, await measureBarePath(feed)),
    ours: measured(feed, await measureLine(feed, redis, UNTIL_UPDATE)),
  }));
  const medianOf = (way: 'ours' | 'bare'): Latency => ({
    p50: median(rounds.map(({ result }) => result[way].p50)),
    p95: median(rounds.map(({ result }) => result[way].p95)),
    p99: median(rounds.map(({ result }) => result[way].p99)),
  });
  return { ours: medianOf('ours'), bare: medianOf('bare'), stolen: stolenText(rounds) };
};
