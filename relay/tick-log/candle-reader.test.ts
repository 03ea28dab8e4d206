import { expect, test } from 'vitest';
import { timeframeDuration } from '../../shared/timeframe.ts';
import { milliseconds } from '../../shared/units.ts';
import { candleAt, openTestTickLog } from '../../testing/tick-log.ts';
import { START, tickAt, ticksOf } from '../../testing/ticks.ts';

const PAIR = 'EURUSD_otc';
const MINUTE = timeframeDuration('1m');
const HOUR = timeframeDuration('1h');
const at = (offset: number) => milliseconds(START + offset);

test('the newest candles are found behind hours of silence, and the silence stays a gap', () => {
  const { append, database } = openTestTickLog();
  append(...[0, 3 * HOUR, 9 * HOUR].flatMap((quiet) => ticksOf(PAIR, 40, 1_000, quiet / 1_000)));
  const { candles, lastTimestamp } = database.candles({ pair: PAIR, timeframe: '15s', limit: 5 });
  expect(candles.map(({ time, ticks }) => [time - START, ticks])).toEqual([
    [3 * HOUR + 15_000, 15],
    [3 * HOUR + 30_000, 10],
    [9 * HOUR, 15],
    [9 * HOUR + 15_000, 15],
    [9 * HOUR + 30_000, 10],
  ]);
  expect(lastTimestamp).toBe(at(9 * HOUR + 39_000));
});

test.each(['15s', '5m'] as const)('%s candles page back with before and stop at from', (timeframe) => {
  const duration = timeframeDuration(timeframe);
  const { append, database } = openTestTickLog();
  append(...ticksOf(PAIR, 40, duration / 4));
  const times = (query: object) =>
    database
      .candles({ pair: PAIR, timeframe, limit: 4, ...query })
      .candles.map(({ time }) => (time - START) / duration);
  expect(times({})).toEqual([6, 7, 8, 9]);
  expect(times({ before: at(6 * duration) })).toEqual([2, 3, 4, 5]);
  expect(times({ before: at(6 * duration + 1) })).toEqual([3, 4, 5, 6]);
  expect(times({ before: at(2 * duration) })).toEqual([0, 1]);
  expect(times({ before: at(0) })).toEqual([]);
  expect(times({ from: at(7 * duration + 1) })).toEqual([8, 9]);
  expect(times({ from: at(7 * duration), limit: 2 })).toEqual([8, 9]);
});

test('the last timestamp is the newest tick within a page', () => {
  const { append, database } = openTestTickLog();
  append(...ticksOf(PAIR, 400, 1_000));
  const last = (timeframe: '5s' | '1m', before: number) =>
    database.candles({ pair: PAIR, timeframe, limit: 2, before: at(before) }).lastTimestamp;
  expect(last('5s', 20_000)).toBe(at(19_000));
  expect(last('1m', 2 * MINUTE)).toBe(at(119_000));
  expect(last('1m', 0)).toBeUndefined();
});

test('the broker completes a candle that we saw a part of, and fills those before', () => {
  const { append, candles, database } = openTestTickLog();
  append(tickAt(PAIR, 90_000, 1.5), tickAt(PAIR, 100_000, 1.6), tickAt(PAIR, 130_000, 1.7));
  database.appendBrokerCandles(PAIR, MINUTE, [
    candleAt(START, [0, 1.1, 1.4, 1, 1.2]),
    candleAt(START, [60, 1.2, 1.8, 1.1, 1.65]),
  ]);
  expect(candles(PAIR, '1m')).toEqual([
    candleAt(START, [0, 1.1, 1.4, 1, 1.2]),
    candleAt(START, [60, 1.2, 1.8, 1.1, 1.65], 2),
    candleAt(START, [120, 1.7, 1.7, 1.7, 1.7], 1),
  ]);
  expect(candles(PAIR, '5m')).toEqual([candleAt(START, [0, 1.1, 1.8, 1, 1.7], 3)]);
});

test('each of the broker’s durations fills the timeframes that it divides', () => {
  const { append, candles, database } = openTestTickLog();
  append(tickAt(PAIR, 2 * HOUR + 1, 1.5));
  database.appendBrokerCandles(PAIR, timeframeDuration('15m'), [candleAt(START, [0, 3, 4, 2, 3.5])]);
  database.appendBrokerCandles(PAIR, timeframeDuration('5m'), [
    candleAt(START, [3_900, 1.2, 1.3, 1.1, 1.25]),
  ]);
  database.appendBrokerCandles(PAIR, MINUTE, [candleAt(START, [4_200, 1.25, 1.4, 1.2, 1.3])]);

  const offsets = (timeframe: '1m' | '5m' | '15m' | '30m' | '1h' | '30s') =>
    candles(PAIR, timeframe).map(({ time }) => (time - START) / 1_000);
  expect(offsets('30s')).toEqual([7_200]);
  expect(offsets('1m')).toEqual([4_200, 7_200]);
  expect(offsets('5m')).toEqual([3_900, 4_200, 7_200]);
  expect(offsets('15m')).toEqual([0, 3_600, 7_200]);
  expect(candles(PAIR, '1h')).toEqual([
    candleAt(START, [0, 3, 4, 2, 3.5]),
    candleAt(START, [3_600, 1.2, 1.4, 1.1, 1.3]),
    candleAt(START, [7_200, 1.5, 1.5, 1.5, 1.5], 1),
  ]);
});

test('the broker’s seconds fill timeframes below the minute', () => {
  const { append, candles, database } = openTestTickLog();
  append(tickAt(PAIR, 17_000, 1.5), tickAt(PAIR, 31_000, 1.6));
  database.appendBrokerCandles(PAIR, milliseconds(5_000), [
    candleAt(START, [0, 1, 1.1, 0.9, 1.05]),
    candleAt(START, [10, 1.05, 1.2, 1, 1.2]),
    candleAt(START, [15, 1.2, 1.55, 1.2, 1.5]),
  ]);
  expect(candles(PAIR, '15s')).toEqual([
    candleAt(START, [0, 1, 1.2, 0.9, 1.2]),
    candleAt(START, [15, 1.2, 1.55, 1.2, 1.5], 1),
    candleAt(START, [30, 1.6, 1.6, 1.6, 1.6], 1),
  ]);
  expect(candles(PAIR, '1m')).toEqual([candleAt(START, [0, 1.5, 1.6, 1.5, 1.6], 2)]);
});

test('a limit counts the broker’s candles too', () => {
  const { append, database } = openTestTickLog();
  append(...ticksOf(PAIR, 3, MINUTE, 10));
  database.appendBrokerCandles(
    PAIR,
    MINUTE,
    Array.from({ length: 8 }, (_, minute) => candleAt(START, [minute * 60, 1, 1, 1, 1])),
  );
  const { candles } = database.candles({ pair: PAIR, timeframe: '1m', limit: 5 });
  expect(candles.map(({ time }) => (time - START) / MINUTE)).toEqual([6, 7, 10, 11, 12]);
});

test('a broker’s candle that comes again with other prices replaces the first', () => {
  const { candles, database } = openTestTickLog();
  database.appendBrokerCandles(PAIR, MINUTE, [candleAt(START, [0, 1, 2, 1, 2])]);
  database.appendBrokerCandles(PAIR, MINUTE, [candleAt(START, [0, 1, 3, 1, 2.5])]);
  expect(candles(PAIR, '1m')).toEqual([candleAt(START, [0, 1, 3, 1, 2.5])]);
});

test('a pair without ticks has no candles', () => {
  const { candles } = openTestTickLog();
  expect(candles('UNKNOWN', '1m')).toEqual([]);
});
