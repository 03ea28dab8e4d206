import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { assetRow, assetsWith } from '../simulator/assets.ts';
import { milliseconds } from '../shared/units.ts';
import { manyPairs } from '../testing/many-pairs.ts';
import { readDiagnostics } from '../testing/panel-diagnostics.ts';
import { bytes, header } from '../testing/pocket-option-frames.ts';
import { countRowWrites, listedPairs, moreTicks, pairsInView, rowOf, starOf } from '../testing/watchlist.ts';
import { settles, startWholeLine, type WholeLine } from '../testing/whole-line.ts';

const PAIRS = manyPairs(100);
/** Rows so near to the view may be painted ahead: the list's own margin and a row. */
const NEAR_PX = 128;

describe('the list of a hundred pairs', () => {
  let line: WholeLine;
  let panel: Page;

  beforeAll(async () => {
    line = await startWholeLine({ simulator: { pairs: PAIRS, ticksPerSecond: 100 } });
    ({ panel } = line);
    await line.openBrokerPage();
    expect(await moreTicks(panel, PAIRS, 1)).toBe(true);
  });

  afterAll(() => line.stop());

  beforeEach(async () => {
    line.simulator.resume();
    // The pointer rests on the chart, so that it holds no order.
    await panel.locator('.chart').hover();
    await search('');
    await sortBy('name');
  });

  const search = (query: string) => panel.locator('input[name="pair-search"]').fill(query);
  const sortButton = (key: string) => panel.locator(`button[data-sort="${key}"]`);
  const sortBy = async (key: string): Promise<void> => {
    if ((await sortButton(key).getAttribute('aria-pressed')) === 'false') await sortButton(key).click();
    await panel.locator('.chart').hover();
  };
  const searchFor = async (query: string) => {
    await search(query);
    return listedPairs(panel);
  };

  it('lists every pair by its label', async () => {
    expect((await listedPairs(panel)).toSorted()).toEqual(PAIRS.toSorted());
    // The labels come with the broker's asset list, which may be later than the first ticks.
    const firstThree = async () => (await listedPairs(panel)).slice(0, 3).join();
    expect(await settles(async () => (await firstThree()) === '100GBP_otc,AEDCNY_otc,AMZN_otc')).toBe(true);
  });

  it('writes nothing into rows that are out of view, and draws those in view', async () => {
    const [inView, near] = [await pairsInView(panel), await pairsInView(panel, NEAR_PX)];
    expect(near.length).toBeLessThan(30);
    const readWrites = await countRowWrites(panel);
    expect(await moreTicks(panel, PAIRS, 3)).toBe(true);
    const written = Object.keys(await readWrites());
    expect(written.filter((pair) => !near.includes(pair))).toEqual([]);
    expect(inView.filter((pair) => !written.includes(pair))).toEqual([]);
  });

  it('shows in a row that comes into view what it has missed', async () => {
    line.simulator.pause();
    const last = (await listedPairs(panel)).at(-1) ?? '';
    const price = line.simulator.sentLiveTicks().findLast(({ pair }) => pair === last)?.price;
    await panel.locator('.pair-list').hover();
    await panel.mouse.wheel(0, 10_000);
    const shown = async () => Number(await rowOf(panel, last).locator('.price').textContent());
    expect(await settles(async () => (await shown()) === price)).toBe(true);
    await panel.mouse.wheel(0, -10_000);
  });

  it.each(['eurusd', 'eur usd', 'EUR/USD'])(
    'finds EUR/USD by "%s"; Escape lists all again',
    async (query) => {
      expect(await searchFor(query)).toEqual(['EURUSD', 'EURUSD_otc']);
      await panel.keyboard.press('Escape');
      expect(await panel.locator('input[name="pair-search"]').inputValue()).toBe('');
      expect(await listedPairs(panel)).toHaveLength(PAIRS.length);
    },
  );

  it('says so where nothing is found, and leaves the chart its size', async () => {
    const chart = () => panel.locator('.chart').boundingBox();
    const before = await chart();
    expect(await searchFor('xyz')).toEqual([]);
    await panel.getByText('No pair matches “xyz”.').waitFor();
    expect(await chart()).toEqual(before);
  });

  it('shows the first one found at Enter', async () => {
    expect(await searchFor('aapl')).toEqual(['#AAPL', '#AAPL_otc']);
    await panel.keyboard.press('Enter');
    expect(await settles(async () => (await readDiagnostics(panel, 'pair')) === '#AAPL')).toBe(true);
  });

  it('keeps favourites on top, also when it is opened again', async () => {
    const [first, last] = [(await listedPairs(panel))[0], (await listedPairs(panel)).at(-1) ?? ''];
    await rowOf(panel, last).hover();
    await starOf(panel, last).click();
    expect((await listedPairs(panel)).slice(0, 2)).toEqual([last, first]);

    const again = await line.browser.openPanel();
    await rowOf(again, last).waitFor();
    expect((await listedPairs(again))[0]).toBe(last);
    expect(await starOf(again, last).getAttribute('aria-pressed')).toBe('true');

    // From another panel and by the keyboard, which stays on the star that has moved away.
    await starOf(again, last).focus();
    await again.keyboard.press('Space');
    expect((await listedPairs(again)).at(-1)).toBe(last);
    expect(await starOf(again, last).evaluate((star) => star === document.activeElement)).toBe(true);
    await again.close();
    await panel.bringToFront();
    expect(await settles(async () => (await listedPairs(panel)).at(-1) === last)).toBe(true);
  });

  it('sorts by change, also when it is opened again', async () => {
    line.simulator.pause();
    const isDescending = async (page: Page): Promise<boolean> => {
      const inView = new Set(await pairsInView(page));
      const rows = await page.locator('.row').evaluateAll((all) =>
        all.map((row) => ({
          pair: (row as HTMLElement).dataset.pair ?? '',
          change: Number.parseFloat(
            row.querySelector('.change')?.textContent.replace(/[▲▼]/, '').replace('−', '-') ?? '',
          ),
        })),
      );
      const changes = rows.filter(({ pair }) => inView.has(pair)).map(({ change }) => change);
      return changes.every((change, index) => index === 0 || change <= (changes[index - 1] ?? 0));
    };
    expect(await isDescending(panel)).toBe(false);
    await sortBy('change');
    expect(await settles(() => isDescending(panel))).toBe(true);

    const again = await line.browser.openPanel();
    await again.locator('button[data-sort="change"][aria-pressed="true"]').waitFor();
    expect(await settles(() => isDescending(again))).toBe(true);
    await again.close();
    await panel.bringToFront();
  });

  it('does not change the order under the pointer, and follows the market when it is gone', async () => {
    await sortBy('change');
    await panel.locator('.pair-list').hover();
    const order = await listedPairs(panel);
    expect(await moreTicks(panel, PAIRS, 6)).toBe(true);
    expect(await listedPairs(panel)).toEqual(order);
    await panel.locator('.chart').hover();
    expect(await settles(async () => (await listedPairs(panel)).join() !== order.join())).toBe(true);
  });

  it('gives the payout, and says where the broker has closed a pair', async () => {
    await search('eurusd otc');
    const row = rowOf(panel, 'EURUSD_otc');
    expect(await settles(async () => (await row.locator('.terms').innerText()).includes('92%'))).toBe(true);
    const now = milliseconds(Date.now());
    const list = assetsWith(PAIRS).map((asset) => assetRow(asset, asset.pair !== 'EURUSD_otc', now));
    await line.simulator.emitRaw(header('updateAssets'), bytes(list));
    await row.getByText('Closed').waitFor();
  });
});
