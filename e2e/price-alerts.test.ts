import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { ALERTS_KEY, type PriceAlert } from '../extension/contracts/price-alerts.ts';
import { milliseconds } from '../shared/units.ts';
import { toBrokerTime } from '../simulator/broker-clock.ts';
import { launchBrowserWithExtension, type ExtensionBrowser } from '../testing/browser.ts';
import { readDiagnostics } from '../testing/panel-diagnostics.ts';
import { readTicksOfPair } from '../testing/relay-api.ts';
import { stopServiceWorker } from '../testing/service-worker.ts';
import { settles, startWholeLine, type WholeLine } from '../testing/whole-line.ts';

const PAIR = 'EURUSD_otc';
const DIGITS = 5;
const OPTIONS_PATH = 'extension/options/options.html';
const WINDOW = { width: 420, height: 860 };

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** The whole line with a page open, its market standing still at the price that is answered. */
const startAtPrice = async (profile?: string): Promise<{ line: WholeLine; price: number }> => {
  const line = await startWholeLine({
    simulator: { pairs: [PAIR], ticksPerMinute: 1_200 },
    ...(profile !== undefined && { browser: { profile } }),
  });
  stops.push(() => line.stop());
  await line.openBrokerPage();
  await settles(() => Promise.resolve(line.simulator.sentLive() > 20));
  line.simulator.pause();
  const price = line.simulator.sentLiveTicks().at(-1)?.price ?? 0;
  expect(await settles(async () => (await shownPrice(line.panel)) === price)).toBe(true);
  return { line, price };
};

/** So many pips from a price. */
const away = (price: number, pips: number): number => Number((price + pips * 10 ** -DIGITS).toFixed(DIGITS));

const shownPrice = async (panel: Page): Promise<number> =>
  Number(await panel.locator('.headline-price').textContent());

type Message = (brokerTime: number, price: number) => unknown;
const live: Message = (time, price) => ['updateStream', [[PAIR, time, price]]];
const history: Message = (time, price) => [
  'updateHistoryNewFast',
  { asset: PAIR, period: 60, history: [[time, price]], candles: [] },
];

/** Sends a tick of this moment; resolves when the relay has it, and the background so has had it before. */
const tell = async (
  { simulator, relay }: WholeLine,
  price: number,
  message: Message = live,
): Promise<void> => {
  const timestamp = milliseconds(Date.now());
  await simulator.emitRaw(`42${JSON.stringify(message(toBrokerTime(timestamp), price))}`);
  const isKept = async (): Promise<boolean> =>
    (await readTicksOfPair(relay, PAIR)).some((tick) => tick.timestamp === timestamp && tick.price === price);
  expect(await settles(isKept)).toBe(true);
};

/** Sets an alert where the chart is clicked, `y` px below its top; answers its price. */
const setOnChart = async (panel: Page, y: number): Promise<number> => {
  await panel.locator('.chart-canvas').click({ button: 'right', position: { x: 120, y } });
  const item = panel.locator('[data-action="alert-at"]');
  const text = (await item.textContent()) ?? '';
  await item.click();
  const price = Number(/[\d.]+$/.exec(text)?.[0]);
  await panel.locator('.alert-tag').first().waitFor();
  return price;
};

const readAlerts = (page: Page): Promise<readonly PriceAlert[]> =>
  page.evaluate(async (key) => (await chrome.storage.local.get(key))[key] as PriceAlert[], ALERTS_KEY);

const notified = (page: Page): Promise<string[]> =>
  page.evaluate(async () => Object.keys(await chrome.notifications.getAll()));

const openOptions = (browser: ExtensionBrowser): Promise<Page> => browser.openWindow(OPTIONS_PATH, WINDOW);

describe('a price alert', () => {
  it('is set on the chart, reached once with the panel closed, and stays so over a restart of the browser', async () => {
    const profile = await mkdtemp(join(tmpdir(), 'tick-relay-profile-'));
    stops.push(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
    const { line, price } = await startAtPrice(profile);
    // A second page of the broker captures the same ticks.
    await line.openBrokerPage();
    const high = await setOnChart(line.panel, 2);
    expect(high).toBeGreaterThan(price);
    const height = (await line.panel.locator('.chart-canvas').boundingBox())?.height ?? 0;
    const low = await setOnChart(line.panel, height - 40);
    expect(low).toBeLessThan(price);
    await settles(async () => (await readAlerts(line.panel)).length === 2);
    await line.panel.close();

    await tell(line, away(high, -1));
    // The worker is stopped between the tick before the line and the one behind it.
    await stopServiceWorker(line.browser);
    await tell(line, away(high, 1));
    const options = await openOptions(line.browser);
    await settles(async () => (await notified(options)).length > 0);
    const [reached, waiting] = await readAlerts(options);
    expect(await notified(options)).toEqual([`alert:${reached?.id}`]);
    expect(reached).toMatchObject({ price: high, reached: { price: away(high, 1) } });
    expect(waiting).toMatchObject({ price: low, side: 'above' });
    expect(waiting?.reached).toBeUndefined();

    // Back and over it again: it was told of.
    await options.evaluate((id) => chrome.notifications.clear(`alert:${id}`), reached?.id ?? '');
    await tell(line, away(high, -1));
    await tell(line, away(high, 2));
    expect(await notified(options)).toEqual([]);
    expect(await readAlerts(options)).toEqual([reached, waiting]);

    await line.browser.close();
    const browser = await launchBrowserWithExtension({ profile });
    stops.push(() => browser.close());
    const panel = await browser.openPanelWindow(WINDOW);
    expect(await readAlerts(panel)).toEqual([reached, waiting]);
    await panel.waitForFunction(() => globalThis.tickRelayDiagnostics?.connection === 'connected');
    await panel.locator('[data-action="alerts"]').click();
    const row = panel.locator(`.alert-row[data-alert="${reached?.id}"]`);
    expect(await row.textContent()).toMatch(/reached \d\d:\d\d:\d\d/);
    expect(await panel.locator('.alert-row').count()).toBe(2);
  });

  it('is set again, moved and taken away, in the list and on the chart', async () => {
    const { line, price } = await startAtPrice();
    const { panel } = line;
    await panel.locator('[data-action="alerts"]').click();
    await panel.locator('#alert-price').fill(String(away(price, 3)));
    await panel.keyboard.press('Enter');
    await panel.locator('.alert-row').waitFor();
    await tell(line, away(price, 4));
    await panel.locator('.alert-row.reached').waitFor();
    await panel.locator('.alert-tag.reached').waitFor({ state: 'attached' });

    await panel.locator('[data-action="set-again"]').click();
    await panel.locator('.alert-row:not(.reached)').waitFor();
    expect(await readAlerts(panel)).toMatchObject([{ side: 'above' }]);
    await panel.keyboard.press('Escape');
    await tell(line, away(price, 1), history);
    await tell(line, away(price, 4));
    expect((await readAlerts(panel))[0]?.reached).toBeUndefined();

    const handle = panel.locator('.alert-tag-state');
    const { x, y } = (await handle.boundingBox()) ?? { x: 0, y: 0 };
    const top = (await panel.locator('.chart-canvas').boundingBox())?.y ?? 0;
    await panel.mouse.move(x + 4, y + 8);
    await panel.mouse.down();
    await panel.mouse.move(x + 4, top + 10, { steps: 5 });
    await panel.mouse.up();
    const isMoved = async (): Promise<boolean> => ((await readAlerts(panel))[0]?.price ?? 0) > away(price, 4);
    expect(await settles(isMoved)).toBe(true);
    expect(await readAlerts(panel)).toMatchObject([{ side: 'below' }]);

    await panel.locator('.alert-tag-remove').click();
    await settles(async () => (await readAlerts(panel)).length === 0);
    expect(await readAlerts(panel)).toEqual([]);
    expect(await panel.locator('.alert-tag').count()).toBe(0);
  });

  it('leads with a click on its notification to its pair, in a panel that opens for it', async () => {
    const { line, price } = await startAtPrice();
    await line.panel.locator('[data-action="alerts"]').click();
    await line.panel.locator('#alert-price').fill(String(away(price, -3)));
    await line.panel.keyboard.press('Enter');
    await line.panel.locator('.alert-row').waitFor();
    await line.panel.evaluate(() =>
      chrome.storage.local.set({ panel: { pair: 'GBPUSD_otc', timeframes: {} } }),
    );
    await line.panel.close();
    await tell(line, away(price, -4));
    const worker = await line.browser.serviceWorker();
    const shown = (): Promise<string[]> =>
      worker.evaluate(async () => Object.keys(await chrome.notifications.getAll()));
    expect(await settles(async () => (await shown()).length === 1)).toBe(true);
    const opened = line.browser.context.waitForEvent('page');
    // Nobody can click a notification of a headless browser: the event is raised in its stead.
    await worker.evaluate(
      (id) => {
        const { onClicked } = chrome.notifications as unknown as {
          onClicked: { dispatch(id: string): void };
        };
        onClicked.dispatch(id);
      },
      (await shown())[0] ?? '',
    );
    const panel = await opened;
    await panel.waitForFunction(() => globalThis.tickRelayDiagnostics !== undefined);
    await settles(async () => (await readDiagnostics(panel, 'pair')) === PAIR);
    expect(await readDiagnostics(panel, 'pair')).toBe(PAIR);
    expect(await settles(async () => (await shown()).length === 0)).toBe(true);
  });
});
