import { candlesOfTicks } from '../../shared/candle-builder.ts';
import type { Candle } from '../../shared/candle.ts';
import type { Pair } from '../../shared/pair.ts';
import type { Tick } from '../../shared/tick.ts';
import { timeframeDuration } from '../../shared/timeframe.ts';
import { RECENT_TICKS, type HotStore } from '../hot-store/hot-store.ts';
import type { History } from '../history/history.ts';
import type { TickHistory } from '../history/tick-history.ts';
import type { Replays } from './replays.ts';

export interface Histories {
  readonly history: History;
  readonly tickHistory: TickHistory;
}

interface Moment {
  readonly before?: number | undefined;
}

const plain = ({ time, open, high, low, close, ticks }: Candle): Candle => ({
  ...{ time, open, high, low, close, ticks },
});

/**
 * The same histories, in which a replayed pair has the newest of what was replayed of it. No store has it, and a chart
 * that is opened or changed meanwhile would begin empty.
 */
export const withReplays = (
  { history, tickHistory }: Histories,
  hotStore: HotStore,
  replays: Pick<Replays, 'has'>,
): Histories => {
  /** By timestamp, as they were replayed. */
  const recent = async (pair: Pair, { before = Infinity }: Moment): Promise<Tick[]> => {
    const newestFirst = await hotStore.recent(pair, RECENT_TICKS);
    return newestFirst.reverse().filter(({ timestamp }) => timestamp < before);
  };
  return {
    history: {
      candles: async (query) => {
        const { pair, timeframe, from = 0, limit } = query;
        if (!replays.has(pair)) return history.candles(query);
        const start = performance.now();
        const ticks = await recent(pair, query);
        const candles = candlesOfTicks(ticks, timeframeDuration(timeframe)).filter(
          ({ time }) => time >= from,
        );
        const lastTimestamp = ticks.at(-1)?.timestamp;
        const ms = performance.now() - start;
        return { candles: candles.slice(-limit).map(plain), lastTimestamp, source: 'cache', gaps: [], ms };
      },
    },
    tickHistory: {
      ticks: async (query) => {
        if (!replays.has(query.pair)) return tickHistory.ticks(query);
        const start = performance.now();
        const ticks = (await recent(query.pair, query)).slice(-query.limit);
        return { ticks, gaps: [], ms: performance.now() - start };
      },
    },
  };
};
