import { expect, onTestFinished, test } from 'vitest';
import { candlesOfTicks } from '../../shared/candle-builder.ts';
import { milliseconds } from '../../shared/units.ts';
import { candleAt, temporaryDataDir } from '../../testing/tick-log.ts';
import { START, tickAt, ticksOf } from '../../testing/ticks.ts';
import { openTickLog } from './open-tick-log.ts';
import type { TickLog } from './tick-log.ts';

const [FORMER, PAIR] = ['active:76@iq-option', 'EURUSD@iq-option'];
const RENAME = { from: FORMER, to: PAIR };
const MINUTE = milliseconds(60_000);
const NOW = milliseconds(START + 3_600_000);

const open = async (dataDir = temporaryDataDir()): Promise<TickLog> => {
  const log = await openTickLog(dataDir);
  onTestFinished(() => log.close());
  return log;
};

const pairsOf = async (log: TickLog) =>
  (await log.pairs(NOW)).map(({ pair, formerly }) => [pair, formerly] as const);

const priceAndTime = ({ price, timestamp }: { price: number; timestamp: number }) => [price, timestamp];

test('all that is kept under the former name is the pair’s, and what both have is kept once', async () => {
  const log = await open();
  // The former's last 20 are the pair's first as well.
  const all = ticksOf(PAIR, 200, 1_000);
  await log.append(ticksOf(FORMER, 100, 1_000));
  await log.append(all.slice(80));
  await log.appendBrokerCandles(FORMER, MINUTE, [candleAt(START, [-60, 1, 2, 1, 2])]);
  await log.appendFeedSpans([
    { pair: FORMER, from: START, to: milliseconds(START + 99_000) },
    { pair: PAIR, from: milliseconds(START + 80_000), to: milliseconds(START + 199_000) },
  ]);

  expect(await log.renamePair(RENAME)).toBe(true);

  expect(await pairsOf(log)).toEqual([[PAIR, [FORMER]]]);
  expect((await log.ticks({ pair: PAIR, limit: 1_000 })).map(priceAndTime)).toEqual(all.map(priceAndTime));
  const { candles } = await log.candles({ pair: PAIR, timeframe: '1m', limit: 100 });
  expect(candles).toEqual([
    candleAt(START, [-60, 1, 2, 1, 2]),
    ...candlesOfTicks(all, MINUTE).map(({ time, open, high, low, close, ticks }) => ({
      ...{ time, open, high, low, close, ticks },
    })),
  ]);
  expect(await log.gaps({ pair: PAIR, longestFill: MINUTE, now: milliseconds(START + 199_000) })).toEqual([]);
  expect(await log.newestFeedSpans(START)).toEqual([
    { pair: PAIR, from: START, to: milliseconds(START + 199_000) },
  ]);
  expect(await log.audit()).toMatchObject({
    balanced: true,
    pairs: [{ pair: PAIR, received: 220, kept: 200, duplicate: 20 }],
  });
});

test('what is archived, waits or is set aside stays so, also of ticks that both have', async () => {
  const log = await open();
  await log.append([...ticksOf(FORMER, 60, 1_000), ...ticksOf(PAIR, 60, 1_000, 45)]);
  const waiting = await log.waiting(200);
  const [first, second] = waiting.filter(({ pair }) => pair === FORMER);
  const twice = waiting.find(({ timestamp }) => timestamp === START + 50_000);
  if (!first || !second || !twice) throw new Error('Nothing waits.');
  for (const row of [first, second, twice]) await log.deadLetter(row, 'refused');
  await log.archivedUpTo(waiting[54]?.row ?? 0);
  expect(await log.counts()).toEqual({ kept: 120, archived: 52, waiting: 65, deadLettered: 3 });

  await log.renamePair(RENAME);

  // Of the 15 that both have, nine of the former's were archived, one was set aside and five waited.
  expect(await log.counts()).toEqual({ kept: 105, archived: 43, waiting: 60, deadLettered: 2 });
  expect((await log.deadLetters({ pair: PAIR, limit: 10 })).map(({ row }) => row)).toEqual([
    first.row,
    second.row,
  ]);
  expect((await log.audit()).balanced).toBe(true);
  expect(await log.retryDeadLetters(PAIR)).toBe(2);
  expect(await log.prune(NOW, false)).toBe(105);
  expect((await log.audit()).balanced).toBe(true);
});

test('a row that the archive was sent under the former name is set aside under the new one', async () => {
  const log = await open();
  await log.append(ticksOf(FORMER, 2));
  const [row] = await log.waiting(1);
  await log.renamePair(RENAME);
  if (row) await log.deadLetter(row, 'refused');
  expect(await log.deadLetters({ limit: 10 })).toMatchObject([{ pair: PAIR }]);
  expect((await log.audit()).balanced).toBe(true);
});

test('from then on the former name stands for the pair, over a restart too', async () => {
  const dataDir = temporaryDataDir();
  const first = await openTickLog(dataDir);
  await first.append(ticksOf(FORMER, 10));
  await first.renamePair(RENAME);
  await first.append(ticksOf(FORMER, 5, 500, 8));
  await first.close();

  const log = await open(dataDir);
  expect(await log.renames()).toEqual([RENAME]);
  await log.append(ticksOf(FORMER, 2, 500, 13), new Map([[FORMER, 1]]));
  await log.appendFeedSpans([{ pair: FORMER, from: START, to: milliseconds(START + 5_000) }]);
  await log.appendBrokerCandles(FORMER, MINUTE, [candleAt(START, [-60, 1, 2, 1, 2])]);
  expect(await pairsOf(log)).toEqual([[PAIR, [FORMER]]]);
  expect(await log.ticks({ pair: PAIR, limit: 100 })).toHaveLength(15);
  expect(await log.ticks({ pair: FORMER, limit: 100 })).toHaveLength(15);
  expect(await log.audit()).toMatchObject({
    balanced: true,
    pairs: [{ pair: PAIR, received: 18, kept: 15, duplicate: 2, refused: 1 }],
  });
});

test('the name may come before any tick; a name that is known changes nothing', async () => {
  const log = await open();
  expect(await log.renamePair(RENAME)).toBe(true);
  expect(await log.renamePair(RENAME)).toBe(false);
  expect(await log.pairs(NOW)).toEqual([]);
  await log.append([tickAt(FORMER, 0, 1.1)]);
  expect(await pairsOf(log)).toEqual([[PAIR, [FORMER]]]);
  expect(await log.renamePair(RENAME)).toBe(false);
});

test('another name takes what comes from then on', async () => {
  const log = await open();
  await log.append([tickAt(FORMER, 0, 1.1)]);
  await log.renamePair(RENAME);
  await log.renamePair({ from: FORMER, to: 'GBPUSD@iq-option' });
  await log.append([tickAt(FORMER, 1, 1.2)]);
  expect(await log.ticks({ pair: PAIR, limit: 10 })).toMatchObject([{ price: 1.1 }]);
  expect(await log.ticks({ pair: 'GBPUSD@iq-option', limit: 10 })).toMatchObject([{ price: 1.2 }]);
  expect((await log.audit()).balanced).toBe(true);
});

test('the archive is told of a name until it has it, and of a newer one again', async () => {
  const log = await open();
  await log.renamePair(RENAME);
  expect(await log.unarchivedRenames()).toEqual([RENAME]);
  await log.renameArchived(RENAME);
  await log.renamePair(RENAME);
  expect(await log.unarchivedRenames()).toEqual([]);
  const newer = { from: FORMER, to: 'GBPUSD@iq-option' };
  await log.renamePair(newer);
  await log.renameArchived(RENAME);
  expect(await log.unarchivedRenames()).toEqual([newer]);
});
