import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ChartDiagnostics } from '../extension/panel/diagnostics.ts';
import { startFedPanel, type FedPanel } from '../testing/fed-panel.ts';
import { pageHold } from '../testing/page-heap.ts';
import { readDiagnostics } from '../testing/panel-diagnostics.ts';
import { settles } from '../testing/whole-line.ts';

const MINUTE_MS = 60_000;
const PAIRS = ['AUDCAD', 'EURUSD', 'GBPUSD', 'USDJPY'];
/** Whole minutes of some time ago, so that no candle forms any more and nothing is drawn by itself. */
const START = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS - 200 * MINUTE_MS;
const WIDE = { width: 1280, height: 800 };

let line: FedPanel;
/** Of the panel's page, as of an answer that finds its chart gone. */
const pageErrors: string[] = [];

beforeAll(async () => {
  line = await startFedPanel();
  line.panel.on('pageerror', ({ message }) => pageErrors.push(message));
  for (const [index, pair] of PAIRS.entries()) {
    const course = Array.from({ length: 600 }, (_, step): [number, number] => [
      Number((1 + index + Math.sin(step / 20 + index) / 100).toFixed(5)),
      START + step * 10_000,
    ]);
    await line.feed(pair, course);
  }
  await line.choose('AUDCAD', '1m');
  await line.panel.setViewportSize(WIDE);
});

afterAll(() => line.stop());

const charts = (): Promise<readonly ChartDiagnostics[]> => readDiagnostics(line.panel, 'charts');
const shown = async (): Promise<string[]> =>
  (await charts()).map(({ pair, timeframe }) => `${pair} ${timeframe}`);
const inFocus = async (): Promise<number> => (await charts()).findIndex(({ isInFocus }) => isInFocus);
const spot = (index: number): Locator => line.panel.locator('.spot').nth(index);
const areLoaded = (): Promise<boolean> =>
  settles(async () => (await charts()).every(({ isLoaded }) => isLoaded));

const chooseCount = async (count: number): Promise<void> => {
  await line.panel.locator('[data-action="chart-count"]').click();
  await line.panel.locator(`[role="radio"][data-count="${count}"]`).click();
  await line.panel.keyboard.press('Escape');
};

it('shows as many charts as are chosen, of the next pairs of the list', async () => {
  expect(await shown()).toEqual(['AUDCAD 1m']);
  await chooseCount(4);
  expect(await shown()).toEqual(PAIRS.map((pair) => `${pair} 1m`));
  expect(await areLoaded()).toBe(true);
  const boxes = await Promise.all([0, 1, 2, 3].map((index) => spot(index).boundingBox()));
  const [first] = boxes;
  for (const box of boxes) expect(box).toMatchObject({ width: first?.width, height: first?.height });
});

it('chooses pair and timeframe for the chart in focus', async () => {
  await spot(2).locator('.chart-canvas').click();
  expect(await inFocus()).toBe(2);
  await line.panel.locator('button[data-timeframe="5m"]').click();
  await spot(1).locator('[data-action="focus-chart"]').click();
  await line.panel.locator('button[data-pair="USDJPY"]').click();
  expect(await shown()).toEqual(['AUDCAD 1m', 'USDJPY 1m', 'GBPUSD 5m', 'USDJPY 1m']);
  expect(await line.panel.locator('.shown-label').textContent()).toContain('USD');
  await line.panel.keyboard.press('g');
  expect(await inFocus()).toBe(2);
  expect(await areLoaded()).toBe(true);
});

it('points at the same time in every chart, whatever its timeframe', async () => {
  const legend = async (index: number): Promise<string> =>
    (await spot(index).locator('.chart-legend').textContent()) ?? '';
  const picture = async (index: number): Promise<string> =>
    (await spot(index).locator('.chart-canvas').screenshot()).toString('base64');
  const away = async (): Promise<void> => line.panel.mouse.move(10, 700);
  await away();
  // What was chosen and loaded before is drawn by then.
  await line.panel.waitForTimeout(2_000);
  const [legends, pictures] = [
    await Promise.all([0, 1, 2, 3].map(legend)),
    await Promise.all([0, 1, 2, 3].map(picture)),
  ];
  const box = await spot(0).locator('.chart-canvas').boundingBox();
  if (!box) throw new Error('The first chart is not in view.');
  await line.panel.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await line.panel.waitForTimeout(500);
  for (const index of [1, 2, 3]) {
    expect(await legend(index)).not.toBe(legends[index]);
    expect((await picture(index)) === pictures[index]).toBe(false);
  }
  // The second and the fourth show the same candles.
  expect(await legend(1)).toBe(await legend(3));
  await away();
  await line.panel.waitForTimeout(500);
  expect(await Promise.all([0, 1, 2, 3].map(legend))).toEqual(legends);
  const isAsBefore = async (index: number): Promise<boolean> => (await picture(index)) === pictures[index];
  expect(await Promise.all([0, 1, 2, 3].map(isAsBefore))).toEqual([true, true, true, true]);
});

it('draws each tick on every chart of its pair', async () => {
  const time = START + 600 * 10_000;
  await line.feed('AUDCAD', [[1.11111, time]]);
  await line.feed('USDJPY', [[4.44444, time]]);
  await line.feed('GBPUSD', [[3.33333, time]]);
  expect(
    await settles(async () => {
      const prices = (await charts()).map(({ price }) => price);
      return prices.join() === '1.11111,4.44444,3.33333,4.44444';
    }),
  ).toBe(true);
});

it('closes one chart and leaves the others as they are', async () => {
  const third = await spot(2).locator('.chart-canvas').elementHandle();
  await spot(1).locator('[data-action="close-chart"]').click();
  expect(await shown()).toEqual(['AUDCAD 1m', 'GBPUSD 5m', 'USDJPY 1m']);
  const second = await spot(1).locator('.chart-canvas').elementHandle();
  expect(await line.panel.evaluate(([one, other]) => one === other, [third, second])).toBe(true);
});

it('is there again the next time; a narrow panel shows the first chart alone', async () => {
  await line.panel.reload();
  await settles(async () => (await charts()).length === 3);
  expect(await shown()).toEqual(['AUDCAD 1m', 'GBPUSD 5m', 'USDJPY 1m']);
  await line.panel.setViewportSize({ width: 480, height: 800 });
  await settles(async () => (await charts()).length === 1);
  expect(await shown()).toEqual(['AUDCAD 1m']);
  expect(await line.panel.locator('.spot-title').count()).toBe(0);
  expect(await line.panel.locator('[data-action="chart-count"]').count()).toBe(0);
  await line.panel.setViewportSize(WIDE);
  await settles(async () => (await charts()).length === 3);
  expect(await areLoaded()).toBe(true);
});

it('leaves nothing behind after two hundred charts', async () => {
  await chooseCount(1);
  const openAndClose = async (times: number): Promise<void> => {
    for (let time = 0; time < times; time++) {
      await chooseCount(8);
      await settles(async () => (await charts()).length === 8);
      await chooseCount(1);
      await settles(async () => (await charts()).length === 1);
    }
    // Answers for charts that are gone are still on their way.
    await line.panel.waitForTimeout(2_000);
  };
  // What is made once and kept: code, caches, the texts of the scales.
  await openAndClose(5);
  const before = await pageHold(line.panel);
  await openAndClose(29);
  const after = await pageHold(line.panel);
  expect(after.listeners).toBeLessThanOrEqual(before.listeners);
  expect(after.nodes).toBeLessThanOrEqual(before.nodes);
  expect(pageErrors).toEqual([]);
  // Less than a hundred bytes of each chart.
  expect(after.heap - before.heap).toBeLessThan(20_000);
});
