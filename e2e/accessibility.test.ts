import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SETTINGS_KEY } from '../extension/contracts/settings.ts';
import { graveProblems } from '../testing/accessibility.ts';
import { launchBrowserWithExtension, type ExtensionBrowser } from '../testing/browser.ts';
import { startWholeLine, type WholeLine } from '../testing/whole-line.ts';

const THEMES = ['light', 'dark'] as const;
const PALETTES = ['standard', 'colour-blind-safe'] as const;
const POPOVERS = ['preferences', 'health', 'help'] as const;

/** Where nothing listens. */
const NOWHERE = 'http://127.0.0.1:9';

const setKept = async (browser: ExtensionBrowser, kept: Record<string, unknown>): Promise<void> => {
  const worker = await browser.serviceWorker();
  await worker.evaluate((values) => chrome.storage.local.set(values), kept);
};

/** Anew in each theme and palette, and once the page has them. */
const inEveryAppearance = async (
  browser: ExtensionBrowser,
  panel: Page,
  check: (appearance: string) => Promise<void>,
): Promise<void> => {
  for (const theme of THEMES)
    for (const palette of PALETTES) {
      await setKept(browser, { 'panel.theme': theme, 'panel.palette': palette });
      await panel.locator(`:root[data-theme="${theme}"][data-palette="${palette}"]`).waitFor();
      await check(`${theme}, ${palette}`);
    }
};

describe('axe-core finds nothing serious', () => {
  let line: WholeLine;

  beforeAll(async () => {
    line = await startWholeLine();
  });

  afterAll(() => line.stop());

  const expectNone = async (panel: Page): Promise<void> =>
    inEveryAppearance(line.browser, panel, async (appearance) => {
      expect({ appearance, problems: await graveProblems(panel) }).toEqual({ appearance, problems: [] });
    });

  it('while it waits for the first tick', async () => {
    await line.panel.locator('[data-health="no-ticks"]').waitFor();
    await expectNone(line.panel);
  });

  it('while ticks come in, and in each popover', async () => {
    await line.openBrokerPage();
    await line.panel.locator('[data-health="live"]').waitFor();
    await line.panel.locator('.last-answer').waitFor();
    await expectNone(line.panel);
    for (const name of POPOVERS) {
      const popover = line.panel.locator(`#popover-${name}`);
      await popover.evaluate((element) => (element as HTMLElement).showPopover());
      await expectNone(line.panel);
      await popover.evaluate((element) => (element as HTMLElement).hidePopover());
    }
  });

  it('when the feed is stale, and when the relay is away', async () => {
    line.simulator.pause();
    await line.panel.locator('[data-health="stale"]').waitFor();
    await expectNone(line.panel);
    await line.relay.kill();
    await line.panel.locator('[data-health="relay-not-running"]').waitFor();
    await expectNone(line.panel);
    await line.relay.restart();
    await line.panel.locator('[data-health="stale"]').waitFor();
  });

  it('before it is paired, and with no relay at all', async () => {
    await setKept(line.browser, { [SETTINGS_KEY]: { relayUrl: line.relay.url } });
    await line.panel.locator('[data-health="not-paired"]').waitFor();
    await expectNone(line.panel);
    const browser = await launchBrowserWithExtension();
    try {
      await setKept(browser, { [SETTINGS_KEY]: { relayUrl: NOWHERE } });
      const panel = await browser.openPanel();
      await panel.locator('[data-health="relay-not-running"]').waitFor();
      expect(await graveProblems(panel)).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
