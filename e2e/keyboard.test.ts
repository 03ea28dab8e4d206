import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { readDiagnostics } from '../testing/panel-diagnostics.ts';
import { settles, startWholeLine, type WholeLine } from '../testing/whole-line.ts';

let line: WholeLine;

beforeAll(async () => {
  line = await startWholeLine();
  await line.openBrokerPage();
  await settles(async () => (await line.panel.locator('button[data-pair]').count()) === 8);
});

afterAll(() => line.stop());

beforeEach(() => line.panel.evaluate(() => (document.activeElement as HTMLElement | null)?.blur()));

const press = (key: string): Promise<void> => line.panel.keyboard.press(key);
const shownPair = () => readDiagnostics(line.panel, 'pair');
const shownTimeframe = () => readDiagnostics(line.panel, 'timeframe');
const listed = (): Promise<(string | undefined)[]> =>
  line.panel
    .locator('button[data-pair]')
    .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.pair));

it('walks through the pairs with the arrows, and tells a screen reader where it is', async () => {
  const pairs = await listed();
  await line.panel.locator(`button[data-pair="${pairs[2]}"]`).click();
  await line.panel.evaluate(() => (document.activeElement as HTMLElement).blur());
  await press('ArrowDown');
  expect(await shownPair()).toBe(pairs[3]);
  await press('ArrowUp');
  await press('ArrowUp');
  expect(await shownPair()).toBe(pairs[1]);
  const label = await line.panel.locator('.shown-label').textContent();
  const told = line.panel.locator('[data-live-region]');
  await settles(async () => ((await told.textContent()) ?? '').startsWith(`${label}, `));
  expect(await told.textContent()).toMatch(new RegExp(`^${label}, [\\d.]+, (up|down|unchanged)`));
  expect(await told.getAttribute('aria-live')).toBe('polite');
});

it('chooses the timeframe with a digit', async () => {
  await press('2');
  expect(await shownTimeframe()).toBe('5s');
  await press('5');
  expect(await shownTimeframe()).toBe('1m');
});

it('chooses the chart’s type with a letter', async () => {
  const types = { l: 'Line', a: 'Area', t: 'Ticks', c: 'Candles' };
  for (const [key, name] of Object.entries(types)) {
    await press(key);
    await line.panel.locator(`[data-action="chart-type"][aria-label$=": ${name}"]`).waitFor();
  }
});

it('lets go of keys that a field, a group or the browser has a use for', async () => {
  const pair = await shownPair();
  await line.panel.locator('[data-timeframe="1m"]').focus();
  await press('ArrowDown');
  expect([await shownPair(), await shownTimeframe()]).toEqual([pair, '5m']);
  await press('Control+3');
  expect(await shownTimeframe()).toBe('5m');
  await line.panel.locator('[data-action="preferences"]').click();
  await line.panel.locator('input[name="time-zone"]:checked').focus();
  await press('3');
  expect(await shownTimeframe()).toBe('5m');
  await press('Escape');
});

it('lists every key on ?, and gives the focus back', async () => {
  const help = line.panel.locator('#popover-help');
  await line.panel.locator('[data-action="health"]').focus();
  await press('?');
  await help.waitFor({ state: 'visible' });
  expect(await help.locator('dd').allTextContents()).toContain('Pair before or after in the list');
  await press('Escape');
  await help.waitFor({ state: 'hidden' });
  expect(await line.panel.evaluate(() => document.activeElement?.getAttribute('data-action'))).toBe('health');
});

it('shows where the focus is, on everything that Tab leads to', async () => {
  const unmarked = new Set<string>();
  let reached = 0;
  for (; reached < 30; reached += 1) {
    await press('Tab');
    const { isEnd, isMarked, html } = await line.panel.evaluate(() => {
      const focused = document.activeElement ?? document.body;
      const { outlineStyle, outlineWidth } = getComputedStyle(focused);
      return {
        isEnd: focused === document.body,
        isMarked: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
        html: focused.outerHTML.slice(0, 80),
      };
    });
    if (isEnd) break;
    if (!isMarked) unmarked.add(html);
  }
  expect([...unmarked]).toEqual([]);
  expect(reached).toBeGreaterThan(4);
});
