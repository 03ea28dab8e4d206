import { TIMEFRAMES } from '../shared/timeframe.ts';
import { quantile } from '../shared/quantile.ts';
import { askRelay, type RelayAccess } from '../testing/relay-api.ts';
import { BENCH_PAIRS } from './bench-ticks.ts';

interface Answer {
  readonly source: string;
  readonly ms: number;
}

export interface HistoryTimes {
  /** The slowest answer from the log over all timeframes, ms at the relay. */
  readonly miss: number;
  /** The median answer from the cache, ms at the relay. */
  readonly hit: number;
}

const HITS = 100;

/** Asks for 200 candles of every timeframe, first unknown to the cache and then from it. */
export const measureHistory = async (relay: RelayAccess): Promise<HistoryTimes> => {
  const ask = (pair: string, timeframe: string): Promise<Answer> =>
    askRelay(relay, `/api/candles?${new URLSearchParams({ pair, timeframe, limit: '200' }).toString()}`);
  // The first answer of a process pays for compiling the code; a pair of its own takes that.
  const [warmUp = '', measured = ''] = BENCH_PAIRS;
  await ask(warmUp, '1m');
  const misses: number[] = [];
  for (const timeframe of TIMEFRAMES) {
    const { source, ms } = await ask(measured, timeframe);
    if (source === 'cache') throw new Error(`${timeframe} came from the cache, so no miss was measured.`);
    misses.push(ms);
  }
  const hits: number[] = [];
  for (let index = 0; index < HITS; index += 1) {
    const { source, ms } = await ask(measured, '1s');
    if (source !== 'cache') throw new Error(`The answer came from the ${source}, so no hit was measured.`);
    hits.push(ms);
  }
  return { miss: Math.max(...misses), hit: quantile(hits, 0.5) };
};
