import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SETTINGS_KEY } from '../extension/contracts/settings.ts';
import { graveProblems } from '../testing/accessibility.ts';
import { launchBrowserWithExtension, type ExtensionBrowser } from '../testing/browser.ts';
import { keepInExtension } from '../testing/extension-storage.ts';
import { startWholeLine, type WholeLine } from '../testing/whole-line.ts';

const THEMES = ['light', 'dark'] as const;
const PALETTES = ['standard', 'colour-blind-safe'] as const;
const POPOVERS = ['preferences', 'health', 'help', 'chart-type', 'indicators', 'alerts', 'save'] as const;

/** Where nothing listens. */
const NOWHERE = 'http://127.0.0.1:9';

/** What is grave in each theme and palette, by their names. */
const problemsByAppearance = async (
  browser: ExtensionBrowser,
  panel: Page,
  palettes: readonly (typeof PALETTES)[number][],
): Promise<Record<string, string[]>> => {
  const problems: Record<string, string[]> = {};
  for (const theme of THEMES)
    for (const palette of palettes) {
      await keepInExtension(browser, { 'panel.theme': theme, 'panel.palette': palette });
      await panel.locator(`:root[data-theme="${theme}"][data-palette="${palette}"]`).waitFor();
      problems[`${theme}, ${palette}`] = await graveProblems(panel);
    }
  return problems;
};

describe('axe-core finds nothing serious', () => {
  let line: WholeLine;

  beforeAll(async () => {
    line = await startWholeLine();
  });

  afterAll(() => line.stop());

  // What one left open would be in the way of the next.
  afterEach(() => line.panel.keyboard.press('Escape'));

  const expectNone = async (
    panel: Page,
    palettes: readonly (typeof PALETTES)[number][] = PALETTES,
  ): Promise<void> => {
    const problems = await problemsByAppearance(line.browser, panel, palettes);
    expect(Object.keys(problems)).toHaveLength(THEMES.length * palettes.length);
    for (const [appearance, found] of Object.entries(problems)) expect(found, appearance).toEqual([]);
  };

  it('while it waits for the first tick', async () => {
    await line.panel.locator('[data-health="no-ticks"]').waitFor();
    await expectNone(line.panel);
  });

  it('while ticks come in', async () => {
    await line.openBrokerPage();
    await line.panel.locator('[data-health="live"]').waitFor();
    await line.panel.locator('.last-answer').waitFor();
    await expectNone(line.panel);
  });

  it.each(POPOVERS)('in the popover of %s', async (name) => {
    const popover = line.panel.locator(`#popover-${name}`);
    await popover.evaluate((element) => (element as HTMLElement).showPopover());
    // What goes up and down has no colour of its own in them.
    await expectNone(line.panel, ['standard']);
  });

  it('in a tab with a grid of charts', async () => {
    const tab = await line.browser.openPanel();
    await tab.locator('[data-action="chart-count"]').click();
    await tab.locator('[role="radio"][data-count="4"]').click();
    await tab.keyboard.press('Escape');
    await tab.locator('.spot').nth(3).waitFor();
    await expectNone(tab);
    await tab.close();
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
    await keepInExtension(line.browser, { [SETTINGS_KEY]: { relayUrl: line.relay.url } });
    await line.panel.locator('[data-health="not-paired"]').waitFor();
    await expectNone(line.panel);
    const browser = await launchBrowserWithExtension();
    try {
      await keepInExtension(browser, { [SETTINGS_KEY]: { relayUrl: NOWHERE } });
      const panel = await browser.openPanel();
      await panel.locator('[data-health="relay-not-running"]').waitFor();
      expect(await graveProblems(panel)).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
