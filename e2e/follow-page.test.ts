import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readDiagnostics } from '../testing/panel-diagnostics.ts';
import { settles, startWholeLine, type WholeLine } from '../testing/whole-line.ts';

let line: WholeLine;
let broker: Page;

beforeAll(async () => {
  line = await startWholeLine();
  broker = await line.openBrokerPage();
  await shows('EURUSD_otc', '1m');
});

afterAll(() => line.stop());

const shown = async (): Promise<unknown[]> => [
  await readDiagnostics(line.panel, 'pair'),
  await readDiagnostics(line.panel, 'timeframe'),
];

const shows = async (pair: string, timeframe: string): Promise<void> => {
  await settles(async () => (await shown()).join() === [pair, timeframe].join());
  expect(await shown()).toEqual([pair, timeframe]);
};

const setFollowing = async (isOn: boolean): Promise<void> => {
  await line.panel.locator('[data-action="preferences"]').click();
  await line.panel.locator('input[name="follows-page"]').setChecked(isOn);
  await line.panel.keyboard.press('Escape');
};

const choosePairOnPage = (pair: string): Promise<void> => broker.locator(`[data-pair="${pair}"]`).click();
const choosePairHere = (pair: string): Promise<void> =>
  line.panel.locator(`button[data-pair="${pair}"]`).click();

/** What the panel knows that the page shows. */
const knownPage = async (): Promise<string | undefined> => {
  const worker = await line.browser.serviceWorker();
  const key = 'panel.last-page';
  const kept = await worker.evaluate((name) => chrome.storage.local.get(name), key);
  return (kept[key] as { pair?: string } | undefined)?.pair;
};

it('changes with the page’s pair and timeframe while it follows', async () => {
  await choosePairHere('AUDUSD_otc');
  await shows('AUDUSD_otc', '1m');
  await setFollowing(true);
  await shows('EURUSD_otc', '1m');
  await choosePairOnPage('GBPUSD_otc');
  await shows('GBPUSD_otc', '1m');
  await broker.locator('#timeframe').selectOption('5');
  await shows('GBPUSD_otc', '5s');
});

it('keeps what is chosen by hand until the page changes next, also when the panel is opened anew', async () => {
  await choosePairHere('AUDUSD_otc');
  await shows('AUDUSD_otc', '1m');
  await line.panel.reload();
  // Its candles come over the connection on which the relay has said before what the page shows.
  await settles(async () => (await readDiagnostics(line.panel, 'candles')).length > 0);
  await shows('AUDUSD_otc', '1m');
  await choosePairOnPage('EURUSD_otc');
  await shows('EURUSD_otc', '5s');
});

it('leaves the trader’s choice alone when it does not follow', async () => {
  await setFollowing(false);
  await choosePairHere('AUDUSD_otc');
  await choosePairOnPage('GBPUSD_otc');
  await settles(async () => (await knownPage()) === 'GBPUSD_otc');
  expect(await knownPage()).toBe('GBPUSD_otc');
  expect(await shown()).toEqual(['AUDUSD_otc', '1m']);
});
