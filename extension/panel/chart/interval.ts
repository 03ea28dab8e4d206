import type { Candle } from '../../../shared/candle.ts';
import type { Pair } from '../../../shared/pair.ts';
import { DEFAULT_HISTORY_LIMIT } from '../../../shared/protocol.ts';
import { timeframeDuration, type Timeframe } from '../../../shared/timeframe.ts';
import type { Milliseconds } from '../../../shared/units.ts';
import type { TickHistoryMessage } from '../relay/pending-histories.ts';
import type { Histories } from '../relay/relay-view.ts';
import { LiveCandles } from './live-candles.ts';
import type { LiveSeries, SeriesPage } from './live-series.ts';
import { LiveTicks } from './live-ticks.ts';

/** What one place on a chart's time axis stands for: a stretch of time, or a single tick. */
export type Interval = Timeframe | 'ticks';

/** Single ticks are small and pass quickly: a page of them is longer. */
const TICKS_PER_PAGE = 500;

export const liveSeries = (interval: Interval): LiveSeries =>
  interval === 'ticks' ? new LiveTicks() : new LiveCandles(timeframeDuration(interval));

/** How many candles or ticks a full answer has; one with fewer is the last. */
export const pageLength = (interval: Interval): number =>
  interval === 'ticks' ? TICKS_PER_PAGE : DEFAULT_HISTORY_LIMIT;

const candleOf = ([price, time]: TickHistoryMessage['ticks'][number]): Candle => ({
  time,
  open: price,
  high: price,
  low: price,
  close: price,
  ticks: 1,
});

/** Asks for the newest page, or for the one before a time. Rejects where the relay does not answer. */
export const askForPage = async (
  histories: Histories,
  pair: Pair,
  interval: Interval,
  before: Milliseconds | undefined,
): Promise<SeriesPage> => {
  const query = { pair, limit: pageLength(interval), ...(before === undefined ? {} : { before }) };
  if (interval !== 'ticks') return histories.history({ ...query, timeframe: interval });
  const { ticks, gaps } = await histories.tickHistory(query);
  return { candles: ticks.map(candleOf), lastTimestamp: ticks.at(-1)?.[1], gaps };
};
