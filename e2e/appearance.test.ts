import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { settles, startWholeLine, type WholeLine } from '../testing/whole-line.ts';

const LIGHT = '255,255,255';
const DARK = '19,23,34';

let line: WholeLine;

beforeAll(async () => {
  line = await startWholeLine();
  await line.panel.emulateMedia({ colorScheme: 'light' });
  await line.openBrokerPage();
  await line.panel.locator('button[data-pair]').first().waitFor();
});

afterAll(() => line.stop());

const choose = async (name: string, value: string): Promise<void> => {
  await line.panel.locator('[data-action="preferences"]').click();
  await line.panel.locator(`input[name="${name}"][value="${value}"]`).check();
  await line.panel.keyboard.press('Escape');
};

/** How many pixels of each colour the chart's own canvases have, as `r,g,b`. */
const chartColors = (panel: Page): Promise<Record<string, number>> =>
  panel.evaluate(() => {
    const counts: Record<string, number> = {};
    for (const canvas of document.querySelectorAll<HTMLCanvasElement>('.chart-canvas canvas')) {
      const { width, height } = canvas;
      const pixels = canvas
        .getContext('2d')
        ?.getImageData(0, 0, Math.max(1, width), Math.max(1, height)).data;
      for (let at = 0; pixels && at < pixels.length; at += 4) {
        if (pixels[at + 3] !== 255) continue;
        const color = `${pixels[at]},${pixels[at + 1]},${pixels[at + 2]}`;
        counts[color] = (counts[color] ?? 0) + 1;
      }
    }
    return counts;
  });

/** The colour of most of the chart, and of the page. */
const grounds = async (panel: Page): Promise<unknown[]> => {
  const [most] = Object.entries(await chartColors(panel)).sort(([, a], [, b]) => b - a);
  const page = await panel.evaluate(() => getComputedStyle(document.body).backgroundColor);
  return [most?.[0], page.replace(/rgb\(|\)| /g, '')];
};

const expectGrounds = async (panel: Page, color: string): Promise<void> => {
  await settles(async () => (await grounds(panel)).join() === [color, color].join(), 5_000);
  expect(await grounds(panel)).toEqual([color, color]);
};

it('follows the system, chart and all, until a theme is chosen', async () => {
  await expectGrounds(line.panel, LIGHT);
  await line.panel.emulateMedia({ colorScheme: 'dark' });
  await expectGrounds(line.panel, DARK);
  await choose('theme', 'light');
  await expectGrounds(line.panel, LIGHT);
  await choose('theme', 'dark');
  await line.panel.emulateMedia({ colorScheme: 'light' });
  await expectGrounds(line.panel, DARK);
});

it('shows another panel the same theme at once, and remembers it', async () => {
  const other = await line.browser.openPanel();
  await other.emulateMedia({ colorScheme: 'light' });
  await expectGrounds(other, DARK);
  await choose('theme', 'system');
  await expectGrounds(other, LIGHT);
  await other.close();
});

it.each([
  ['light', '0,114,178', '196,78,0'],
  ['dark', '76,154,255', '245,166,35'],
])('draws the candles in the colour-blind-safe palette, %s', async (theme, up, down) => {
  await choose('theme', theme);
  await choose('palette', 'colour-blind-safe');
  const drawn = async () => {
    const colors = await chartColors(line.panel);
    return {
      up: (colors[up] ?? 0) > 0,
      down: (colors[down] ?? 0) > 0,
      standard: (colors['38,166,154'] ?? 0) > 0,
    };
  };
  await settles(async () => (await drawn()).up && (await drawn()).down, 10_000);
  expect(await drawn()).toEqual({ up: true, down: true, standard: false });
  await choose('palette', 'standard');
  await settles(async () => (await drawn()).standard, 5_000);
  expect(await drawn()).toEqual({ up: false, down: false, standard: true });
});

it('keeps the time zone that is chosen', async () => {
  await choose('time-zone', 'utc');
  await line.panel.reload();
  await line.panel.locator('[data-action="preferences"]').click();
  await line.panel.locator('input[name="time-zone"][value="utc"]:checked').waitFor();
  await line.panel.keyboard.press('Escape');
});
