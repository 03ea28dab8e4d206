import { openTickLog } from '../../relay/tick-log/open-tick-log.ts';
import type { Tick } from '../../shared/tick.ts';
import { milliseconds } from '../../shared/units.ts';
import { BENCH_PAIRS } from '../bench-ticks.ts';

/** Ticks of one transaction; two are under way, so that the next is made while the log writes. */
const BATCH = 10_000;
const TICK_INTERVAL_MS = 500;
/** The broker's page is open for an hour a day. */
const ROUNDS_A_DAY = 3_600_000 / TICK_INTERVAL_MS;
const DAY_MS = 86_400_000;
/** Between two pairs' ticks of one round, so that they do not come all at once, ms. */
const STAGGER_MS = 7;

/** Tick number `index` of a watchlist whose first day began at `start`, UTC ms. */
const tickOf = (index: number, start: number): Tick => {
  const place = index % BENCH_PAIRS.length;
  const round = Math.floor(index / BENCH_PAIRS.length);
  const day = Math.floor(round / ROUNDS_A_DAY);
  return {
    pair: BENCH_PAIRS[place] ?? '',
    price: Number((1 + place + Math.sin(round / 500) / 10).toFixed(5)),
    timestamp: milliseconds(
      start + day * DAY_MS + (round % ROUNDS_A_DAY) * TICK_INTERVAL_MS + place * STAGGER_MS,
    ),
  };
};

/** Makes the data directory of somebody who has watched 15 pairs for an hour a day, until now: months of it. */
export const makeFullDataDir = async (dataDir: string, count: number): Promise<void> => {
  const days = Math.ceil(count / BENCH_PAIRS.length / ROUNDS_A_DAY);
  const start = Date.now() - days * DAY_MS;
  const log = await openTickLog(dataDir);
  let before: Promise<unknown> = Promise.resolve();
  for (let index = 0; index < count; index += BATCH) {
    const length = Math.min(BATCH, count - index);
    const batch = log.append(Array.from({ length }, (_, offset) => tickOf(index + offset, start)));
    await before;
    before = batch;
  }
  await before;
  await log.close();
};
