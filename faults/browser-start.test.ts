import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { outboxTickKeys } from '../testing/outbox-content.ts';
import { startPlainBrowser } from '../testing/plain-browser.ts';
import { tickKey } from '../testing/ticks.ts';
import { compareSentAndKept, settledComparison, settles, startWholeLine } from '../testing/whole-line.ts';

const WAITING_TICKS = 100;
/** Less than the minute of the worker's alarm. */
const MAX_WAIT_MS = 45_000;

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

test('what waits is sent when the browser is started again, without a page, a panel or a debugger', async () => {
  const profile = await mkdtemp(join(tmpdir(), 'tick-relay-profile-'));
  stops.push(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
  const line = await startWholeLine({ simulator: { ticksPerSecond: 50 }, browser: { profile } });
  stops.push(() => line.stop());
  const { relay, simulator, browser, panel } = line;
  await relay.kill();
  await line.openBrokerPage();
  await settles(() => Promise.resolve(simulator.sentLive() >= WAITING_TICKS));
  simulator.pause();
  const sent = simulator.sent().map(tickKey);
  const allStored = async (): Promise<boolean> => {
    const stored = await outboxTickKeys(panel);
    return sent.every((key) => stored.has(key));
  };
  expect(await settles(allStored)).toBe(true);

  // The alarm of a browser that goes on running would send them too, later; here the start itself has to.
  await (await browser.serviceWorker()).evaluate(() => chrome.alarms.clearAll());
  await browser.close();
  await relay.restart();
  expect((await compareSentAndKept(line)).kept).toBe(0);

  const reopened = startPlainBrowser(profile);
  stops.push(() => reopened.end('SIGTERM'));
  const { kept, missing, unexpected } = await settledComparison(line, MAX_WAIT_MS);
  expect({ kept, missing, unexpected }).toEqual({ kept: sent.length, missing: [], unexpected: [] });
});
