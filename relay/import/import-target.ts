import type { Candle } from '../../shared/candle.ts';
import type { Pair } from '../../shared/pair.ts';
import type { Tick } from '../../shared/tick.ts';
import type { Timeframe } from '../../shared/timeframe.ts';
import type { AppendResult } from '../tick-log/tick-log.ts';

/** The most ticks, or candles, that are handed over at a time. */
export const IMPORT_BATCH = 5_000;

/** Where what is imported is kept; what has resolved is on the disk. */
export interface ImportTarget {
  ticks(ticks: readonly Tick[]): Promise<AppendResult>;
  candles(pair: Pair, timeframe: Timeframe, candles: readonly Candle[]): Promise<void>;
  close(): Promise<void>;
}

/** A body of `POST /api/import/ticks`. */
export interface ImportTicksBody {
  /** `[pair, price, timestamp]` each. */
  readonly ticks: readonly (readonly unknown[])[];
}

/** A body of `POST /api/import/candles`. */
export interface ImportCandlesBody {
  readonly pair: Pair;
  readonly timeframe: Timeframe;
  /** `[time, open, high, low, close]` each. */
  readonly candles: readonly (readonly unknown[])[];
}

export const tickTuple = ({ pair, price, timestamp }: Tick): readonly unknown[] => [pair, price, timestamp];

export const candleTuple = ({ time, open, high, low, close }: Candle): readonly unknown[] => [
  ...[time, open, high, low, close],
];

/** Asks the running relay with a body. */
type Post = (route: string, body: object) => Promise<unknown>;

/** The relay that runs on the data directory: it keeps, archives and tells its viewers. */
export const relayTarget = (post: Post): ImportTarget => ({
  ticks: async (ticks) =>
    (await post('/api/import/ticks', {
      ticks: ticks.map(tickTuple),
    } satisfies ImportTicksBody)) as AppendResult,
  candles: async (pair, timeframe, candles) => {
    await post('/api/import/candles', {
      ...{ pair, timeframe },
      candles: candles.map(candleTuple),
    } satisfies ImportCandlesBody);
  },
  close: () => Promise.resolve(),
});
