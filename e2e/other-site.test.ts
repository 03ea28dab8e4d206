import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sitePattern } from '../extension/brokers/site-host.ts';
import { graveProblems } from '../testing/accessibility.ts';
import { launchBrowserWithExtension, type ExtensionBrowser } from '../testing/browser.ts';
import { copyExtensionAllowing } from '../testing/extension-copy.ts';
import { keepInExtension } from '../testing/extension-storage.ts';
import { startJsonSite, type JsonSite } from '../testing/json-site.ts';
import { pairExtension } from '../testing/pair-extension.ts';
import { readKeptTicks } from '../testing/relay-api.ts';
import { startRelayProcess, type RelayProcess } from '../testing/relay-process.ts';
import { stopServiceWorker } from '../testing/service-worker.ts';
import { tickKey } from '../testing/ticks.ts';
import { settles } from '../testing/whole-line.ts';

const HOST = 'prices.example';
const OPTIONS_PATH = 'extension/options/options.html';
const SYMBOLS = ['EURUSD', 'GBPUSD', 'GOLD'];
/** The site's clock, as a broker's may, runs ahead of UTC. */
const AHEAD_MS = 2 * 60 * 60_000;

const stops: (() => Promise<unknown>)[] = [];
let relay: RelayProcess;
let site: JsonSite;
let startBrowser: () => Promise<ExtensionBrowser>;
let browser: ExtensionBrowser;
let options: Page;
let page: Page;

beforeAll(async () => {
  relay = await startRelayProcess();
  stops.push(() => relay.stop());
  site = await startJsonSite();
  stops.push(() => site.stop());
  const extension = await copyExtensionAllowing([sitePattern(HOST)]);
  stops.push(() => extension.remove());
  const profile = await mkdtemp(join(tmpdir(), 'tick-relay-profile-'));
  stops.push(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
  startBrowser = () =>
    launchBrowserWithExtension({
      extension: extension.path,
      profile,
      extraArgs: ['--host-resolver-rules=MAP *.example 127.0.0.1'],
    });
  browser = await startBrowser();
  stops.push(() => browser.close());
  await pairExtension(browser, relay);
  options = await browser.context.newPage();
  await options.goto(`chrome-extension://${browser.extensionId}/${OPTIONS_PATH}`);
});

afterAll(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

let sent = 0;
/** One frame of prices in the site's own format, and what of it the relay has to keep. */
const nextQuotes = () => {
  sent += 1;
  const now = Date.now();
  const quotes = SYMBOLS.map((symbol, index) => ({ symbol, bid: (sent + index / 10).toFixed(5), volume: 7 }));
  return {
    frame: { channel: 'quotes', stamp: (now + AHEAD_MS) * 1_000, data: { list: quotes } },
    ticks: quotes.map(({ symbol, bid }) =>
      tickKey({ pair: `${symbol}@${HOST}`, price: Number(bid), timestamp: now }),
    ),
  };
};

/** Sends it, among frames that are nothing to keep; answers its ticks. */
const sendQuotes = (): string[] => {
  const { frame, ticks } = nextQuotes();
  site.send(frame);
  // It has all the same fields, and is none of the prices.
  site.send({ ...frame, channel: 'balance', data: { list: [{ symbol: 'USD', bid: '50000' }] } });
  site.send({ channel: 'ping' });
  return ticks;
};

const keptTicks = async (): Promise<string[]> => (await readKeptTicks(relay)).map(tickKey).sort();

const openSite = async (): Promise<Page> => {
  await settles(() => Promise.resolve(site.listeners() === 0));
  const opened = await browser.context.newPage();
  await opened.goto(`http://www.${HOST}:${site.port}/`);
  await settles(() => Promise.resolve(site.listeners() === 1));
  return opened;
};

const scripts = async (): Promise<string[]> => {
  const worker = await browser.serviceWorker();
  return worker.evaluate(async () =>
    (await chrome.scripting.getRegisteredContentScripts()).map(({ id }) => id),
  );
};

const point = async (role: string, path: string): Promise<void> => {
  await options.locator(`[data-role="${role}"]`).click();
  await options.locator(`[data-path="${path}"]`).click();
};

/** The panel's log of frames, a click on the newest that has the text. */
const chooseFrame = async (text: string): Promise<void> => {
  await options.locator('.frame', { hasText: text }).first().click();
};

it('refuses what is no site, and what is read already', async () => {
  for (const [typed, reason] of [
    ['com', 'no address of a site'],
    ['https://pocketoption.com/en', 'Pocket Option'],
  ] as const) {
    await options.locator('#site-address').fill(typed);
    await options.keyboard.press('Enter');
    await options.locator('#site-problem', { hasText: reason }).waitFor();
  }
  expect(await options.locator('.site').count()).toBe(0);
});

it('shows the frames of an added site, and keeps none of them', async () => {
  await options.locator('#site-address').fill(`https://${HOST}/trade`);
  await options.keyboard.press('Enter');
  await options.locator(`.site[data-host="${HOST}"]`).waitFor();
  await options.locator('.frames-empty', { hasText: 'No frame yet' }).waitFor();
  expect(await settles(async () => (await scripts()).length === 2)).toBe(true);
  page = await openSite();
  // A page behind another one draws nothing, and what looks at it waits for that.
  await options.bringToFront();
  await settles(async () => {
    sendQuotes();
    return (await options.locator('.frame').count()) > 5;
  });
  await chooseFrame('quotes');
  await options.locator('.field-line', { hasText: 'EURUSD' }).waitFor();
  expect(await keptTicks()).toEqual([]);
});

it('maps by pointing, and can be saved once the sample gives a price', async () => {
  const save = options.locator('.inspector .button.primary');
  await point('kind', 'channel');
  await point('pair', 'data.list[0].symbol');
  await point('price', 'data.list[1].symbol');
  await point('time', 'stamp');
  expect(await options.locator('select[name="unit"]').inputValue()).toBe('us');
  await options.locator('.trial .problem').waitFor();
  expect(await save.isDisabled()).toBe(true);

  await point('price', 'data.list[1].bid');
  await options.locator('.trial .good', { hasText: '3 prices' }).waitFor();
  expect(await options.locator('.ticks tbody tr').first().textContent()).toContain(`EURUSD@${HOST}`);
  for (const theme of ['light', 'dark']) {
    await keepInExtension(browser, { 'panel.theme': theme });
    await options.locator(`:root[data-theme="${theme}"]`).waitFor();
    expect(await graveProblems(options), theme).toEqual([]);
  }
  await save.click();
  await options.locator('.inspector [role="status"]', { hasText: 'Saved' }).waitFor();
});

it('keeps exactly the ticks that are sent afterwards, on a page that was open and on one that opens later', async () => {
  const expected = Array.from({ length: 20 }, () => sendQuotes()).flat();
  const isKept = async (): Promise<boolean> => (await keptTicks()).length >= expected.length;
  await settles(isKept);
  await page.close();
  // The page's first frame comes before a background that has to be started can say how it is read.
  const first = nextQuotes();
  site.greeting = first.frame;
  await stopServiceWorker(browser);
  page = await openSite();
  site.greeting = undefined;
  expected.push(...first.ticks, ...Array.from({ length: 20 }, () => sendQuotes()).flat());
  await settles(isKept);
  expect(await keptTicks()).toEqual(expected.sort());
});

it('saves the mapping as a file and takes it back from there', async () => {
  const downloads = options.waitForEvent('download');
  await options.locator('[data-action="export"]').click();
  const file = await (await downloads).path();
  const before = await readFile(file, 'utf8');
  await options.locator('[data-action="remove"]').click();
  await options.locator('.site').waitFor({ state: 'detached' });
  expect(await settles(async () => (await scripts()).length === 0)).toBe(true);
  const kept = await keptTicks();
  sendQuotes();

  await options.locator('input[type="file"]').setInputFiles({
    name: 'sites.json',
    mimeType: 'application/json',
    buffer: Buffer.from(before.replace('"price": {', '"price": { "way": 1,')),
  });
  await options.locator('.problem[role="status"]', { hasText: '“price”' }).waitFor();
  expect(await options.locator('.site').count()).toBe(0);
  await options.locator('input[type="file"]').setInputFiles(file);
  await options.locator(`.site[data-host="${HOST}"]`, { hasText: 'Read by its mapping' }).waitFor();
  // The row tells what is stored; this, that the open pages are read by it.
  await options.locator('[role="status"]', { hasText: '1 site was taken' }).waitFor();
  const expected = [...kept, ...sendQuotes()].sort();
  await settles(async () => (await keptTicks()).length >= expected.length);
  expect(await keptTicks()).toEqual(expected);
});

it('waits for the browser’s permission with a site that comes from a file', async () => {
  const downloads = options.waitForEvent('download');
  await options.locator('[data-action="export"]').click();
  const file = await readFile(await (await downloads).path(), 'utf8');
  await options.locator('input[type="file"]').setInputFiles({
    name: 'sites.json',
    mimeType: 'application/json',
    buffer: Buffer.from(file.replace(`"host": "${HOST}"`, '"host": "other.example"')),
  });
  const row = options.locator('.site[data-host="other.example"]');
  await row.locator('[data-action="allow"]').waitFor();
  const worker = await browser.serviceWorker();
  const matches = await worker.evaluate(async () =>
    (await chrome.scripting.getRegisteredContentScripts()).flatMap((script) => script.matches ?? []),
  );
  expect(new Set(matches)).toEqual(new Set([sitePattern(HOST)]));
});

it('goes on when the browser, and the extension with it, is started again', async () => {
  const kept = await keptTicks();
  await browser.close();
  browser = await startBrowser();
  expect(await settles(async () => (await scripts()).length === 2)).toBe(true);
  page = await openSite();
  const expected = [...kept, ...sendQuotes(), ...sendQuotes()].sort();
  await settles(async () => (await keptTicks()).length >= expected.length);
  expect(await keptTicks()).toEqual(expected);
});
