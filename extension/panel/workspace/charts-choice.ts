import * as v from 'valibot';
import { isPair, type Pair } from '../../../shared/pair.ts';
import { TIMEFRAMES } from '../../../shared/timeframe.ts';
import { stored, type Stored } from '../storage/stored.ts';
import type { Shown } from '../data/shown.ts';

export const MOST_CHARTS = 8;

/**
 * How many charts stand in the grid, and what those after the first show. There may be more `others` than are shown:
 * they come back with their charts.
 */
export interface ChartsChoice {
  readonly count: number;
  readonly others: readonly Shown[];
}

const CHARTS = v.object({
  count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_CHARTS)),
  others: v.array(v.object({ pair: v.custom<Pair>(isPair), timeframe: v.picklist(TIMEFRAMES) })),
});

export const chartsChoice = (): Stored<ChartsChoice> =>
  stored<ChartsChoice>('charts', CHARTS, { count: 1, others: [] });

/** With so many charts; `another` says what one shows that was never there. */
export const withCount = (
  { others }: ChartsChoice,
  count: number,
  another: (others: readonly Shown[]) => Shown,
): ChartsChoice => {
  const all = [...others];
  while (all.length < count - 1) all.push(another(all));
  return { count, others: all };
};

/** With what one chart after the first shows changed; `index` 1 is the second chart. */
export const withShown = (choice: ChartsChoice, index: number, shown: Shown): ChartsChoice => ({
  ...choice,
  others: choice.others.map((other, at) => (at === index - 1 ? shown : other)),
});

/** Without one chart after the first, and for good. */
export const without = ({ count, others }: ChartsChoice, index: number): ChartsChoice => ({
  count: count - 1,
  others: others.filter((_, at) => at !== index - 1),
});
