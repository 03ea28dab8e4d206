import { createServer, type AddressInfo, type Server } from 'node:net';
import Database from 'libsql';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SETTINGS_KEY } from '../extension/contracts/settings.ts';
import { tickLogPath } from '../relay/tick-log/open-database.ts';
import { keepInExtension } from '../testing/extension-storage.ts';
import { startFedPanel, type FedPanel } from '../testing/fed-panel.ts';
import { readDiagnostics } from '../testing/panel-diagnostics.ts';
import { areComparable, colorCount, differenceOf, fontsOf } from '../testing/screens.ts';
import { settles } from '../testing/whole-line.ts';

const NARROW = [360, 480] as const;
const FULL = 1280;
const WIDTHS = [...NARROW, FULL];
const HEIGHT = 760;
const THEMES = ['dark', 'light'] as const;
/** As narrow as a side panel becomes. */
const NARROWEST = 320;
/** Where nothing listens. */
const NOWHERE = 'http://127.0.0.1:9';
/** Of long ago, so that every picture has the same times. */
const START = Date.UTC(2026, 0, 5, 14);
const PAIRS = [
  ['EURUSD_otc', 1.1642, 5],
  ['GBPUSD_otc', 1.3358, 5],
  ['USDJPY_otc', 148.215, 3],
  ['AUDCAD', 0.9123, 5],
] as const;
/** Fewer than of any photograph, more than of an empty page. */
const FEWEST_COLORS = 20;

/** What tells of the moment and of the machine, in a word of the same size. */
const timeless = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode())
      node.nodeValue = node.nodeValue?.replace(/127\.0\.0\.1:\d+/, '127.0.0.1:8787') ?? null;
  });
const TIMELESS_STYLE = '.age, .footer > span:not(.link, .spring) { visibility: hidden !important; }';

let line: FedPanel;
let stalled: Server;
let isCompared = false;

beforeAll(async () => {
  // The browser's.
  process.env.TZ = 'UTC';
  line = await startFedPanel({ width: 480, height: HEIGHT });
  isCompared = areComparable(await fontsOf(line.panel));
  stalled = createServer((socket) => socket.on('error', () => undefined));
  await new Promise<void>((resolve) => stalled.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  stalled.close();
  await line.stop();
});

const keep = (kept: Record<string, unknown>): Promise<void> => keepInExtension(line.browser, kept);

const settings = async (): Promise<object> => {
  const worker = await line.browser.serviceWorker();
  const kept: unknown = await worker.evaluate((key) => chrome.storage.local.get(key), SETTINGS_KEY);
  return (kept as Record<string, object>)[SETTINGS_KEY] ?? {};
};

/** Two in a row are the same: charts draw on frames of their own. */
const stillPicture = async (): Promise<Buffer> => {
  let last: Buffer = Buffer.alloc(0);
  await settles(async () => {
    const before = last;
    await timeless(line.panel);
    last = await line.panel.screenshot({ animations: 'disabled', caret: 'hide', style: TIMELESS_STYLE });
    return last.equals(before);
  });
  return last;
};

/** Takes the state as it is now in every width and theme; answers what is wrong with the pictures. */
const takeAll = async (state: string, widths: readonly number[] = WIDTHS): Promise<string[]> => {
  const problems: string[] = [];
  for (const theme of THEMES) {
    await keep({ 'panel.theme': theme });
    await line.panel.locator(`:root[data-theme="${theme}"]`).waitFor();
    for (const width of widths) {
      await line.panel.setViewportSize({ width, height: HEIGHT });
      const picture = await stillPicture();
      const name = `${state}-${theme}-${width}`;
      const problem = isCompared ? differenceOf(name, picture) : undefined;
      if (problem) problems.push(problem);
      if (colorCount(picture) < FEWEST_COLORS) problems.push(`${name}: there is nothing to see.`);
    }
  }
  return problems;
};

const is = (health: string): Promise<void> => line.panel.locator(`[data-health="${health}"]`).waitFor();

/** In a panel that has room for them. */
const layCharts = async (count: number): Promise<void> => {
  await line.panel.locator('[data-action="chart-count"]').click();
  await line.panel.locator(`[role="radio"][data-count="${count}"]`).click();
  await line.panel.keyboard.press('Escape');
};

it('while it waits for the first tick', async () => {
  await is('no-ticks');
  expect(await takeAll('waiting')).toEqual([]);
});

it('while it connects, unpaired, and without a relay', async () => {
  const paired = await settings();
  const { port } = stalled.address() as AddressInfo;
  await keep({ [SETTINGS_KEY]: { ...paired, relayUrl: `http://127.0.0.1:${port}` } });
  await is('connecting');
  expect(await takeAll('connecting', [360])).toEqual([]);
  await keep({ [SETTINGS_KEY]: { relayUrl: line.relay.url } });
  await is('not-paired');
  expect(await takeAll('unpaired')).toEqual([]);
  await keep({ [SETTINGS_KEY]: { relayUrl: NOWHERE } });
  await is('relay-not-running');
  expect(await takeAll('no-relay')).toEqual([]);
  await keep({ [SETTINGS_KEY]: paired });
  await is('no-ticks');
});

it('with charts, indicators and what is open over them', async () => {
  for (const [pair, base, digits] of PAIRS) {
    const course = Array.from({ length: 900 }, (_, second): [number, number] => {
      const wave = 40 * Math.sin(second / 170) + 9 * Math.sin(second / 7) + ((second * 7_919) % 11);
      return [Number((base * (1 + wave / 1e5)).toFixed(digits)), START + second * 4_000];
    });
    await line.feed(pair, course);
  }
  await line.choose('EURUSD_otc', '1m');
  expect(await settles(async () => (await readDiagnostics(line.panel, 'candles')).length >= 60)).toBe(true);
  expect(await takeAll('live', [NARROWEST, ...WIDTHS])).toEqual([]);
  await keep({
    'panel.indicators': [
      { id: 1, kind: 'bollinger', settings: { period: 20, deviations: 2 }, color: 'blue' },
      { id: 2, kind: 'rsi', settings: { period: 14 }, color: 'purple' },
    ],
  });
  expect(await settles(async () => (await readDiagnostics(line.panel, 'indicators')).length === 2)).toBe(
    true,
  );
  expect(await takeAll('indicators')).toEqual([]);
  await line.panel.locator('[data-action="indicators"]').click();
  expect(await takeAll('indicator-menu', NARROW)).toEqual([]);
  await line.panel.keyboard.press('Escape');
  await keep({ 'panel.indicators': [] });
  await line.panel.keyboard.press('?');
  expect(await takeAll('help', NARROW)).toEqual([]);
  await line.panel.keyboard.press('Escape');
});

it('with a grid', async () => {
  await line.panel.setViewportSize({ width: FULL, height: HEIGHT });
  await layCharts(4);
  const areLoaded = async (): Promise<boolean> =>
    (await readDiagnostics(line.panel, 'charts')).filter(({ isLoaded }) => isLoaded).length === 4;
  expect(await settles(areLoaded)).toBe(true);
  expect(await takeAll('grid', [FULL])).toEqual([]);
});

it('with a feed that is stale', async () => {
  await is('stale');
  expect(await takeAll('stale')).toEqual([]);
});

it('with candles that could not be loaded, until they can be', async () => {
  await line.panel.setViewportSize({ width: FULL, height: HEIGHT });
  await layCharts(1);
  const log = new Database(tickLogPath(line.relay.dataDir));
  log.exec('ALTER TABLE candles_1m RENAME TO taken_away');
  await line.choose('USDJPY_otc', '15m');
  const failure = line.panel.getByRole('alert').filter({ hasText: 'could not be loaded' });
  await failure.waitFor();
  expect(await takeAll('failed')).toEqual([]);
  log.exec('ALTER TABLE taken_away RENAME TO candles_1m');
  log.close();
  await failure.getByRole('button').click();
  await failure.waitFor({ state: 'detached' });
  expect(await settles(async () => (await readDiagnostics(line.panel, 'candles')).length >= 4)).toBe(true);
  for (const pair of ['USDJPY_otc', 'EURUSD_otc']) await line.choose(pair, '1m');
});

it('with the last data when the relay is away', async () => {
  await line.relay.kill();
  await is('relay-not-running');
  expect(await takeAll('offline')).toEqual([]);
});
