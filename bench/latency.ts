import type { Page } from 'playwright-core';
import { DEFAULT_PAIRS } from '../simulator/assets.ts';
import { startSimulator } from '../simulator/start-simulator.ts';
import { launchBrowserWithExtension } from '../testing/browser.ts';
import { chartLatencySamples, resetLatency } from '../testing/panel-diagnostics.ts';
import { quantile } from '../testing/quantile.ts';
import type { RedisServer } from '../testing/redis-server.ts';
import { startWholeLine } from '../testing/whole-line.ts';
import { makeBareExtension } from './bare-extension.ts';

/** A feed to measure: so many pairs at so many ticks a second over all of them. */
export interface Feed {
  readonly pairs: number;
  readonly ticksPerSecond: number;
}

export interface Latency {
  readonly p50: number;
  readonly p99: number;
  readonly samples: number;
}

const WARM_UP_MS = 5_000;
const MEASURE_MS = 15_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const summarize = (samples: readonly number[]): Latency => ({
  p50: quantile(samples, 0.5),
  p99: quantile(samples, 0.99),
  samples: samples.length,
});

const simulatorOptions = ({ pairs, ticksPerSecond }: Feed) => ({
  pairs: DEFAULT_PAIRS.slice(0, pairs),
  ticksPerSecond,
});

/** Page to the chart's `update()`: the real extension, relay, durable log and Redis. */
export const measureLine = async (feed: Feed, redis: RedisServer): Promise<Latency> => {
  const line = await startWholeLine({
    relay: { env: { REDIS_URL: redis.url } },
    simulator: simulatorOptions(feed),
  });
  try {
    await line.openBrokerPage();
    await pause(WARM_UP_MS);
    await resetLatency(line.panel);
    await pause(MEASURE_MS);
    return summarize(await chartLatencySamples(line.panel));
  } finally {
    await line.stop();
  }
};

const readBareSamples = (viewer: Page): Promise<number[]> =>
  viewer.evaluate(() => (globalThis as unknown as { bareSamples: number[] }).bareSamples.splice(0));

/** The bare path under the same feed. */
export const measureBarePath = async (feed: Feed): Promise<Latency> => {
  const bare = await makeBareExtension();
  const simulator = await startSimulator(simulatorOptions(feed));
  const browser = await launchBrowserWithExtension({ extension: bare.folder });
  try {
    const viewer = await browser.openWindow(bare.viewer, { width: 420, height: 860 });
    const page = await browser.context.newPage();
    await page.goto(simulator.url);
    await pause(WARM_UP_MS);
    await readBareSamples(viewer);
    await pause(MEASURE_MS);
    return summarize(await readBareSamples(viewer));
  } finally {
    await browser.close();
    await simulator.stop();
    await bare.stop();
  }
};
