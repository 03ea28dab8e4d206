import type { Pair } from '../../../shared/pair.ts';
import type { Timeframe } from '../../../shared/timeframe.ts';
import type { PanelMemory } from '../storage/panel-memory.ts';

const DEFAULT_TIMEFRAME: Timeframe = '1m';

export interface Shown {
  readonly pair: Pair;
  readonly timeframe: Timeframe;
}

/** What the broker's page shows, as the relay tells it. */
export interface PageView {
  readonly pair: Pair;
  readonly timeframe?: Timeframe | undefined;
}

export const isSameView = (one: PageView | undefined, other: PageView | undefined): boolean =>
  one?.pair === other?.pair && one?.timeframe === other?.timeframe;

/**
 * Which pair and timeframe to show: the trader's own choice, else what the broker's page shows, else the
 * first pair there is. `undefined` while there is none.
 */
export const shownOf = (
  memory: PanelMemory,
  page: PageView | undefined,
  firstPair: Pair | undefined,
): Shown | undefined => {
  const pair = memory.pair ?? page?.pair ?? firstPair;
  if (pair === undefined) return undefined;
  const pageTimeframe = page?.pair === pair ? page.timeframe : undefined;
  return { pair, timeframe: memory.timeframes[pair] ?? pageTimeframe ?? DEFAULT_TIMEFRAME };
};

/** The trader's choices, once they follow the page to what it shows. */
export const chosenByPage = (memory: PanelMemory, { pair, timeframe }: PageView): PanelMemory => ({
  ...memory,
  pair,
  timeframes: timeframe === undefined ? memory.timeframes : { ...memory.timeframes, [pair]: timeframe },
});
