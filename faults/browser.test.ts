import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import type { Simulator } from '../simulator/start-simulator.ts';
import { launchBrowserWithExtension } from '../testing/browser.ts';
import { rounds } from '../testing/fault-rounds.ts';
import { outboxTickKeys } from '../testing/outbox-content.ts';
import { stopServiceWorker } from '../testing/service-worker.ts';
import { settledComparison, settles, startWholeLine, type WholeLine } from '../testing/whole-line.ts';
import { tickKey } from '../testing/ticks.ts';

const TICKS_PER_SECOND = 50;
const WORKER_STOPS = rounds(3, 20);
const ABSENT_SECONDS = rounds(10, 60);
const MAX_WAIT_MS = 240_000;

/** What the simulator sent while a page was open is kept once, whatever happens between the page and the log. */
describe('the whole line in Chromium', () => {
  const stops: (() => Promise<unknown>)[] = [];

  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  });

  const start = async (profile?: string): Promise<WholeLine> => {
    const line = await startWholeLine({
      simulator: { ticksPerSecond: TICKS_PER_SECOND },
      browser: profile === undefined ? {} : { profile },
    });
    stops.push(() => line.stop());
    return line;
  };

  test(`the service worker stopped ${WORKER_STOPS} times`, async () => {
    const line = await start();
    await line.openBrokerPage();
    await sentGrowsBy(line.simulator, TICKS_PER_SECOND);
    for (let round = 0; round < WORKER_STOPS; round += 1) {
      await stopServiceWorker(line.browser);
      await sentGrowsBy(line.simulator, TICKS_PER_SECOND);
    }
    await expectEverythingKeptOnce(line);
  });

  test(`the relay absent for ${ABSENT_SECONDS} s, in which the worker stops and the page is reloaded`, async () => {
    const line = await start();
    const page = await line.openBrokerPage();
    await sentGrowsBy(line.simulator, TICKS_PER_SECOND);
    const before = await killRelay(line);
    await sentGrowsBy(line.simulator, (TICKS_PER_SECOND * ABSENT_SECONDS) / 2);
    await stopServiceWorker(line.browser);
    await sentGrowsBy(line.simulator, TICKS_PER_SECOND);
    await expectTheRestInOutbox(line.simulator, line.panel, before);
    await page.reload();
    line.simulator.resume();
    await sentGrowsBy(line.simulator, (TICKS_PER_SECOND * ABSENT_SECONDS) / 2);
    await line.relay.restart();
    await sentGrowsBy(line.simulator, TICKS_PER_SECOND);
    await expectEverythingKeptOnce(line);
  });

  test('the browser closed while the relay is away, and opened again without the page', async () => {
    const profile = await mkdtemp(join(tmpdir(), 'tick-relay-profile-'));
    stops.push(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
    const line = await start(profile);
    await line.openBrokerPage();
    await sentGrowsBy(line.simulator, TICKS_PER_SECOND);
    const before = await killRelay(line);
    await sentGrowsBy(line.simulator, TICKS_PER_SECOND * 5);
    await expectTheRestInOutbox(line.simulator, line.panel, before);
    await line.browser.close();
    await line.relay.restart();
    const reopened = await launchBrowserWithExtension({ profile });
    stops.push(() => reopened.close());
    await expectEverythingKeptOnce(line);
  });
});

const sentGrowsBy = async (simulator: Simulator, count: number): Promise<void> => {
  const goal = simulator.sentLive() + count;
  expect(await settles(() => Promise.resolve(simulator.sentLive() >= goal), MAX_WAIT_MS)).toBe(true);
};

/** Answers the keys of what the relay had kept. */
const killRelay = async (line: WholeLine): Promise<ReadonlySet<string>> => {
  await expectEverythingKeptOnce(line);
  const kept = new Set(line.simulator.sent().map(tickKey));
  await line.relay.kill();
  line.simulator.resume();
  return kept;
};

/** Stops the feed; what a page has received and nobody has written yet would go with the page. */
const expectTheRestInOutbox = async (
  simulator: Simulator,
  panel: Page,
  kept: ReadonlySet<string>,
): Promise<void> => {
  simulator.pause();
  const missing = async (): Promise<string[]> => {
    const stored = await outboxTickKeys(panel);
    const rest = simulator.sent().map(tickKey);
    return rest.filter((key) => !kept.has(key) && !stored.has(key));
  };
  await settles(async () => (await missing()).length === 0, MAX_WAIT_MS);
  expect(await missing()).toEqual([]);
};

const expectEverythingKeptOnce = async (line: WholeLine): Promise<void> => {
  line.simulator.pause();
  const { sent, kept, missing, unexpected } = await settledComparison(line, MAX_WAIT_MS);
  expect({ kept, missing, unexpected }).toEqual({ kept: sent, missing: [], unexpected: [] });
};
