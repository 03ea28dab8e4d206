import type { Page } from 'playwright-core';
import type { Pair } from '../shared/pair.ts';
import { readDiagnostics } from './panel-diagnostics.ts';
import { settles } from './whole-line.ts';

/** The pairs that the panel lists, from the top. */
export const listedPairs = (panel: Page): Promise<Pair[]> =>
  panel
    .locator('.pair-list button[data-pair]')
    .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.pair ?? ''));

export const rowOf = (panel: Page, pair: Pair) => panel.locator(`button[data-pair="${pair}"]`);

/** A favourite's star, in the row beside the button that chooses the pair. */
export const starOf = (panel: Page, pair: Pair) =>
  panel
    .locator('.pair')
    .filter({ has: rowOf(panel, pair) })
    .locator('.star');

/** The pairs whose rows are within the list's view, or within `marginPx` of it. */
export const pairsInView = (panel: Page, marginPx = 0): Promise<Pair[]> =>
  panel.locator('.pair-list').evaluate((list, margin) => {
    const view = list.getBoundingClientRect();
    return [...list.querySelectorAll<HTMLElement>('button[data-pair]')]
      .filter((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        return bottom > view.top - margin && top < view.bottom + margin;
      })
      .map((row) => row.dataset.pair ?? '');
  }, marginPx);

/** Waits until every one of `pairs` has had so many ticks more; answers whether they came. */
export const moreTicks = async (panel: Page, pairs: readonly Pair[], count: number): Promise<boolean> => {
  const before = await readDiagnostics(panel, 'pairs');
  const drawn = (drawings: typeof before, pair: Pair): number => drawings[pair]?.drawnInList ?? 0;
  return settles(async () => {
    const now = await readDiagnostics(panel, 'pairs');
    return pairs.every((pair) => drawn(now, pair) - drawn(before, pair) >= count);
  }, 60_000);
};

type Writes = Record<Pair, number>;

/** Begins to count what is written into the document for each pair's row; the answer reads the counts. */
export const countRowWrites = async (panel: Page): Promise<() => Promise<Writes>> => {
  const counts = await panel.locator('.pair-list').evaluateHandle((list) => {
    const writes: Record<string, number> = {};
    new MutationObserver((records) => {
      for (const { target } of records) {
        const element = target instanceof Element ? target : target.parentElement;
        const row = element?.closest('.pair')?.querySelector<HTMLElement>('button[data-pair]');
        const pair = row?.dataset.pair;
        if (pair !== undefined) writes[pair] = (writes[pair] ?? 0) + 1;
      }
    }).observe(list, { subtree: true, childList: true, characterData: true, attributes: true });
    return writes;
  });
  return () => counts.jsonValue();
};
