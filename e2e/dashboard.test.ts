/** The panel in a browser without the extension, as `tick-relay open` opens it. */
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserArgs } from '../testing/browser.ts';
import { runTickRelay } from '../testing/command-line.ts';
import { startFedRelay, type FedRelay } from '../testing/fed-relay.ts';
import { readDiagnostics } from '../testing/panel-diagnostics.ts';
import { colorCount } from '../testing/screens.ts';
import { CHROMIUM, ensureProgram } from '../testing/system-programs.ts';

const SCREEN = { viewport: { width: 1280, height: 800 } };
const MINUTE_MS = 60_000;

describe('the dashboard', () => {
  let line: FedRelay;
  let browser: Browser;
  /** What the pages were refused by the rules of their own contents, and errors of their own. */
  const complaints: string[] = [];

  beforeAll(async () => {
    line = await startFedRelay();
    browser = await chromium.launch({ executablePath: ensureProgram(CHROMIUM), args: browserArgs(true) });
    const now = Date.now();
    for (const [index, pair] of ['EURUSD_otc', 'AUDCAD', 'BTCUSD', 'USDJPY'].entries()) {
      const prices = Array.from({ length: 1_200 }, (_, tick): [number, number] => [
        Number((1.1 + index + Math.sin(tick / 40) / 100).toFixed(5)),
        now - (1_200 - tick) * 3_000,
      ]);
      await line.feed(pair, prices);
    }
  });

  afterAll(async () => {
    await browser.close();
    await line.stop();
  });

  /** What the command prints for a browser that does not come up by itself. */
  const link = async (): Promise<string> => {
    const { stdout, stderr } = await runTickRelay('open', '--print', '--data-dir', line.relay.dataDir);
    const [url] = /http:\S+/.exec(stdout) ?? [];
    if (url === undefined) throw new Error(`No link was printed: ${stdout}${stderr}`);
    return url;
  };

  const open = async (url: string, context?: BrowserContext): Promise<Page> => {
    const page = await (context ?? (await browser.newContext(SCREEN))).newPage();
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(url);
    return page;
  };

  const connects = (page: Page): Promise<unknown> =>
    page.waitForFunction(() => globalThis.tickRelayDiagnostics?.connection === 'connected');

  it('shows what is kept and each new tick, and remembers its token and the choices', async () => {
    const page = await open(await link());
    await connects(page);
    expect(page.url()).toBe(`${line.relay.url}/`);
    await page.locator('button[data-pair="BTCUSD"]').click();
    await page.locator('button[data-timeframe="5s"]').click();
    await page.waitForFunction(() => globalThis.tickRelayDiagnostics?.charts[0]?.isLoaded === true);
    expect((await readDiagnostics(page, 'charts'))[0]).toMatchObject({ pair: 'BTCUSD', timeframe: '5s' });
    await line.feed('BTCUSD', [[3.14159, Date.now()]]);
    await page.waitForFunction(() => globalThis.tickRelayDiagnostics?.charts[0]?.price === '3.14159');
    expect(colorCount(await page.screenshot())).toBeGreaterThan(50);

    await page.reload();
    await connects(page);
    await page.waitForFunction(() => globalThis.tickRelayDiagnostics?.charts[0]?.pair === 'BTCUSD');
    const [{ timeframe } = {}] = await readDiagnostics(page, 'charts');
    expect(timeframe).toBe('5s');
  });

  it('has a grid of charts, and nothing that only the capturing browser can do', async () => {
    const page = await open(await link());
    await connects(page);
    await page.locator('[data-action="chart-count"]').click();
    await page.locator('[role="radio"][data-count="4"]').click();
    await page.waitForFunction(() => {
      const charts = globalThis.tickRelayDiagnostics?.charts ?? [];
      return charts.length === 4 && charts.every(({ isLoaded }) => isLoaded);
    });
    await page.locator('[data-action="health"]').click();
    const rows = page.locator('.health-details [data-row]');
    const named = await rows.evaluateAll((elements) =>
      elements.map((element) => element.getAttribute('data-row')),
    );
    expect(named).toEqual(['rate', 'age', 'latency', 'history', 'kept', 'redis', 'archive']);
    await page.keyboard.press('Escape');
    for (const only of ['alerts', 'dock', 'undock'])
      expect(await page.locator(`[data-action="${only}"]`).count()).toBe(0);
  });

  it('opens no second browser with a link that was used, and says what to do', async () => {
    const url = await link();
    await connects(await open(url));
    const page = await open(url);
    await page.locator('[data-connection="not-paired"]').waitFor();
    expect(await page.locator('.notice').textContent()).toContain('tick-relay open');
    expect(await page.locator('form').count()).toBe(0);
    // The next link, followed in the same tab.
    await page.goto(await link());
    await connects(page);
  });

  it(
    'goes on in every window of the browser, and after the relay was away',
    async () => {
      const context = await browser.newContext(SCREEN);
      const unpaired = await open(line.relay.url, context);
      await unpaired.locator('[data-connection="not-paired"]').waitFor();
      await connects(await open(await link(), context));
      await connects(unpaired);
      await line.relay.kill();
      await unpaired.locator('[data-connection="relay-not-running"]').waitFor();
      await line.relay.restart();
      await connects(unpaired);
    },
    MINUTE_MS,
  );

  it('breaks none of the rules that the relay gives it', () => {
    expect(complaints).toEqual([]);
  });
});
