import { isPair, pairOf, type Pair } from '../../../shared/pair.ts';
import { timeframeOfDuration, type Timeframe } from '../../../shared/timeframe.ts';
import { milliseconds } from '../../../shared/units.ts';
import { isRecord, listOf, wireValue } from '../wire/wire-values.ts';

export interface PageChart {
  readonly pair: Pair;
  readonly timeframe: Timeframe | undefined;
}

/** The timeframe that Pocket Option counts in seconds, where we have the same. */
export const timeframeOfSeconds = (value: unknown): Timeframe | undefined =>
  typeof value === 'number' ? timeframeOfDuration(milliseconds(value * 1000)) : undefined;

/**
 * The first chart of `updateCharts`: `[{ chart_id, settings }]` with `settings` a JSON text of `{ symbol,
 * fastTimeframe, chartPeriod, … }`. `fastTimeframe` is in seconds. `chartPeriod` is left alone: it is a code that
 * stays 4 for 60 s (the recordings) as for 180 s (public captures of `saveCharts`).
 */
export const pageChartOf = (brokerId: string, payload: unknown): PageChart | undefined => {
  for (const chart of isRecord(payload) ? [payload] : listOf(payload)) {
    const settings = isRecord(chart) ? wireValue(chart.settings) : undefined;
    if (!isRecord(settings) || typeof settings.symbol !== 'string') continue;
    const pair = pairOf(brokerId, settings.symbol);
    if (isPair(pair)) return { pair, timeframe: timeframeOfSeconds(settings.fastTimeframe) };
  }
  return undefined;
};

/** The symbols of a favourites list. */
export const favouritesOf = (brokerId: string, payload: unknown): Pair[] =>
  listOf(payload)
    .filter((symbol) => typeof symbol === 'string')
    .map((symbol) => pairOf(brokerId, symbol))
    .filter(isPair);
