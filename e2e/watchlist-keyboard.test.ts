import axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDiagnostics } from '../testing/panel-diagnostics.ts';
import { listedPairs, rowOf, starOf } from '../testing/watchlist.ts';
import { settles, startWholeLine, type WholeLine } from '../testing/whole-line.ts';

const PAIR_COUNT = 8;

describe('the list of pairs without a mouse', () => {
  let line: WholeLine;

  beforeAll(async () => {
    line = await startWholeLine({ simulator: { ticksPerMinute: 600 } });
    await line.openBrokerPage();
    expect(await settles(async () => (await listedPairs(line.panel)).length === PAIR_COUNT)).toBe(true);
    line.simulator.pause();
    await line.panel.bringToFront();
  });

  afterAll(() => line.stop());

  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await line.panel.keyboard.press(key);
  };
  /** The pair whose row or star has the focus. */
  const focused = () =>
    line.panel.evaluate(() => {
      const part = document.activeElement;
      const pair = part?.closest('.pair')?.querySelector<HTMLElement>('[data-pair]')?.dataset.pair;
      return pair === undefined ? undefined : { pair, part: part?.classList[0] };
    });
  const intoList = async (): Promise<void> => {
    await line.panel.locator('input[name="pair-search"]').focus();
    await press('Tab', 'Tab', 'Tab', 'Tab');
  };

  it('comes from the search by way of the sorting to one row and its star, and on', async () => {
    await rowOf(line.panel, 'GBPUSD_otc').click();
    await intoList();
    expect(await focused()).toEqual({ pair: 'GBPUSD_otc', part: 'row' });
    await press('Tab');
    expect(await focused()).toEqual({ pair: 'GBPUSD_otc', part: 'star' });
    await press('Tab');
    expect(await focused()).toBeUndefined();
    await press('Shift+Tab', 'Shift+Tab');
    expect(await focused()).toEqual({ pair: 'GBPUSD_otc', part: 'row' });
  });

  it('moves through the rows and through the stars with the arrow keys', async () => {
    const pairs = await listedPairs(line.panel);
    await intoList();
    await press('Home', 'ArrowDown', 'ArrowDown', 'ArrowUp');
    expect(await focused()).toEqual({ pair: pairs[1], part: 'row' });
    await press('ArrowLeft', 'End');
    expect(await focused()).toEqual({ pair: pairs.at(-1), part: 'star' });
    await press('ArrowRight', 'ArrowDown');
    expect(await focused()).toEqual({ pair: pairs.at(-1), part: 'row' });
    await press('Enter');
    expect(await readDiagnostics(line.panel, 'pair')).toBe(pairs.at(-1));
  });

  it('goes from the search into what it has found', async () => {
    await line.panel.locator('input[name="pair-search"]').fill('gbp');
    await press('ArrowDown');
    expect(await focused()).toEqual({ pair: (await listedPairs(line.panel))[0], part: 'row' });
    await line.panel.locator('input[name="pair-search"]').fill('');
  });

  it('says in words what a row, its star, the search and the sorting are', async () => {
    const { panel } = line;
    const row = panel.getByRole('button', {
      name: /^EUR\/USD OTC \d\.\d{5} today [+−]?\d+\.\d\d% payout 92% last tick \d+[smhd]$/,
    });
    expect(await row.getAttribute('data-pair')).toBe('EURUSD_otc');
    const star = panel.getByRole('button', { name: 'Favourite: EUR/USD OTC', pressed: false });
    expect(await star.count()).toBe(1);
    await starOf(panel, 'EURUSD_otc').press('Enter');
    await panel.getByRole('button', { name: 'Favourite: EUR/USD OTC', pressed: true }).waitFor();
    await panel.getByRole('searchbox', { name: 'Search pairs' }).fill('usd otc');
    await panel.getByRole('status').getByText('6 pairs found').waitFor({ state: 'attached' });
    await panel.keyboard.press('Escape');
    await panel
      .getByRole('group', { name: 'Sort pairs by' })
      .getByRole('button', { name: 'Name, A to Z; press to reverse', pressed: true })
      .waitFor();
  });

  it.each(['light', 'dark'] as const)(
    'has nothing that axe finds fault with in the %s theme',
    async (scheme) => {
      await line.panel.emulateMedia({ colorScheme: scheme });
      await line.panel.evaluate(axe.source);
      const { violations } = await line.panel.evaluate(() =>
        (globalThis as unknown as { axe: typeof axe }).axe.run('.watchlist'),
      );
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    },
  );
});
