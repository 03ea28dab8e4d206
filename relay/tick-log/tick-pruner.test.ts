import { expect, test } from 'vitest';
import { timeframeDuration, TIMEFRAMES } from '../../shared/timeframe.ts';
import { milliseconds } from '../../shared/units.ts';
import { candleAt, openTestTickLog, type TestTickLog } from '../../testing/tick-log.ts';
import { START, tickAt, ticksOf } from '../../testing/ticks.ts';
import { PRUNE_START, type PrunePlace } from './tick-pruner.ts';

const PAIR = 'EURUSD_otc';
const DAY = timeframeDuration('1d');
const MINUTE = timeframeDuration('1m');
const WHOLE_MINUTES = TIMEFRAMES.filter((timeframe) => timeframeDuration(timeframe) >= MINUTE);
const EVERY_CANDLE = 1_000_000;

const prune = ({ database }: TestTickLog, before: number, onlyArchived = true): number => {
  let removed = 0;
  for (let place: PrunePlace | undefined = PRUNE_START; place;) {
    const chunk = database.pruneChunk(place, milliseconds(before), onlyArchived);
    removed += chunk.removed;
    place = chunk.next;
  }
  return removed;
};

/** The whole history of a pair, for every timeframe that the 1-minute candles serve, page by page too. */
const history = ({ database }: TestTickLog) =>
  WHOLE_MINUTES.map((timeframe) => {
    const whole = database.candles({ pair: PAIR, timeframe, limit: EVERY_CANDLE });
    const before = whole.candles.at(-2)?.time;
    return { timeframe, whole, page: database.candles({ pair: PAIR, timeframe, limit: 7, before }) };
  });

/** Two days, with gaps, several prices in one millisecond, and an end within a minute. */
const filled = (): TestTickLog => {
  const log = openTestTickLog();
  log.append(
    ...ticksOf(PAIR, 4_000, 21_000).filter((_, index) => index % 400 < 300),
    ...ticksOf(PAIR, 4_000, 17_500, 5_000).reverse(),
    ...ticksOf('GBPUSD_otc', 100, 20_000),
  );
  return log;
};
const archiveAll = ({ database }: TestTickLog): void =>
  database.archivedUpTo(database.waiting(EVERY_CANDLE).at(-1)?.row ?? 0);

test('history of a minute and more is the same over pruned days as before', () => {
  const log = filled();
  const before = history(log);
  expect(before.every(({ whole }) => whole.candles.length > 1)).toBe(true);
  archiveAll(log);
  expect(prune(log, START + DAY)).toBeGreaterThan(3_000);
  expect(log.allTicks(PAIR)[0]?.timestamp).toBeGreaterThanOrEqual(START + DAY);
  expect(history(log)).toEqual(before);
  prune(log, START + 100 * DAY);
  expect(log.allTicks(PAIR)).toEqual([]);
  expect(history(log)).toEqual(before);
});

test('a tick that comes after its minute was pruned joins it, is uploaded, and leaves like any other', () => {
  const late = tickAt(PAIR, 90_500, 99);
  const log = filled();
  const whole = filled();
  whole.append(late);
  archiveAll(log);
  prune(log, START + DAY);

  log.append(late);
  expect(history(log)).toEqual(history(whole));
  expect(prune(log, START + DAY)).toBe(0);
  expect(log.database.waiting(10)).toMatchObject([{ price: 99, timestamp: START + 90_500 }]);
  archiveAll(log);
  expect(prune(log, START + DAY)).toBe(1);
  expect(history(log)).toEqual(history(whole));
});

test('the broker’s candles complete pruned minutes as they did before', () => {
  const log = filled();
  log.database.appendBrokerCandles(PAIR, MINUTE, [
    candleAt(START, [60, 1, 5, 0.5, 2]),
    candleAt(START, [7_000 * 60, 2, 3, 1, 2]),
  ]);
  const before = history(log);
  archiveAll(log);
  prune(log, START + 100 * DAY);
  expect(history(log)).toEqual(before);
});
