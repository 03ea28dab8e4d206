import { milliseconds, type Milliseconds } from '../shared/units.ts';
import { assetRow } from './assets.ts';
import { toBrokerTime } from './broker-clock.ts';
import { signalTimes, signalRows, signalStatistics } from './decoys.ts';
import type { FeedMessage } from './feed-message.ts';
import type { PairPath } from './pair-path.ts';
import type { SyntheticMarket } from './synthetic-market.ts';
import { candleRow, historyRow, periodEntry } from './wire.ts';

/** As many candles as the recorded payloads hold. */
const HISTORY_CANDLES = 97;
const PERIOD_CANDLES = 150;
export const DEFAULT_PERIOD_SECONDS = 60;
/** `index` counts hundredths of a second of broker time in the recordings. */
const INDEX_PER_SECOND = 100;

export const assetsMessage = (market: SyntheticMarket, now: Milliseconds): FeedMessage => ({
  event: 'updateAssets',
  payload: market.assets.map((asset) => assetRow(asset, market.path(asset.pair) !== undefined, now)),
});

/** The last ten minutes of one pair's ticks, and its ended candles, newest first. */
export const historyMessage = (path: PairPath, periodSeconds: number, now: Milliseconds): FeedMessage => {
  const ticks = path.recentTicks(now);
  return {
    event: 'updateHistoryNewFast',
    payload: {
      asset: path.pair,
      period: periodSeconds,
      history: ticks.map(historyRow),
      candles: path
        .endedCandles(milliseconds(periodSeconds * 1_000), HISTORY_CANDLES, now)
        .map(candleRow)
        .toReversed(),
    },
    ticks,
  };
};

export interface PeriodQuestion {
  readonly periodSeconds: number;
  /** The newest candle to answer with, UTC ms. */
  readonly until: Milliseconds;
  readonly count?: number;
  /** Given back as it came. */
  readonly index: number;
}

/** Older candles, ascending. */
export const periodMessage = (path: PairPath, question: PeriodQuestion): FeedMessage => {
  const { periodSeconds, until, index, count = PERIOD_CANDLES } = question;
  const candles = path.endedCandles(milliseconds(periodSeconds * 1_000), count, until);
  return {
    event: 'loadHistoryPeriodFast',
    payload: {
      asset: path.pair,
      index,
      data: candles.map((candle) => periodEntry(candle, path.asset.id)),
      period: periodSeconds,
    },
  };
};

/** What the feed says by itself when a page connects, in the recordings' order. */
export const openingMessages = (
  market: SyntheticMarket,
  path: PairPath,
  now: Milliseconds,
): FeedMessage[] => {
  const period = DEFAULT_PERIOD_SECONDS;
  const oldest = path.endedCandles(milliseconds(period * 1_000), HISTORY_CANDLES, now)[0];
  return [
    assetsMessage(market, now),
    { event: 'successauth', payload: { id: 'simulated' } },
    { event: 'updateOpenedDeals', payload: [] },
    { event: 'successupdatePending', payload: [] },
    { event: 'successupdateBalance', payload: { isDemo: 1, balance: 10_000 } },
    { event: 'updateCharts', payload: [chartSettings(path.pair, period)] },
    { event: 'updateClosedDeals', payload: [] },
    { event: 'successindicator/load', payload: { list: [] } },
    { event: 'successfavorite/change', payload: market.pairs },
    historyMessage(path, period, now),
    { event: 'signals/load', payload: { signals: signalRows(market), times: signalTimes(now) } },
    { event: 'successprice-alert/load', payload: [] },
    periodMessage(path, {
      periodSeconds: period,
      until: oldest?.time ?? now,
      index: Math.round(toBrokerTime(now) * INDEX_PER_SECOND),
    }),
    { event: 'successsignals/stats', payload: signalStatistics(path.pair, now) },
  ];
};

/** `settings` is JSON within the JSON, as the broker sends it. */
const chartSettings = (symbol: string, period: number): object => ({
  chart_id: 'chart-1',
  settings: JSON.stringify({
    chartId: 'chart-1',
    chartType: 2,
    chartPeriod: 4,
    candlesTimer: true,
    symbol,
    fastTimeframe: period,
  }),
});
