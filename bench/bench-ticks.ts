import type { TickTuple } from '../shared/tick.ts';

/** What a trader with a full watchlist has. */
export const BENCH_PAIRS = Array.from(
  { length: 15 },
  (_, index) => `BENCH${String(index).padStart(2, '0')}_otc`,
);

/** The pace of a real feed: two ticks a second and pair. */
const TICK_INTERVAL_MS = 500;

/** `count` different ticks over all pairs at a real feed's pace, ascending, the last of them now. */
export const benchTicks = (count: number, now = Date.now()): TickTuple[] => {
  const start = now - Math.ceil(count / BENCH_PAIRS.length) * TICK_INTERVAL_MS;
  return Array.from({ length: count }, (_, index): TickTuple => {
    const round = Math.floor(index / BENCH_PAIRS.length);
    const pair = BENCH_PAIRS[index % BENCH_PAIRS.length] ?? '';
    return [pair, Number((1 + Math.sin(round / 500) / 10).toFixed(5)), start + round * TICK_INTERVAL_MS, now];
  });
};
