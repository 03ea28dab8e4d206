import { expect, test } from 'vitest';
import { milliseconds } from '../../../../shared/units.ts';
import { gapStretch } from './gap-stretch.ts';

const MINUTE = 60_000;
const candles = (...times: number[]) =>
  times.map((time) => ({
    time: milliseconds(time),
    open: 1,
    high: 1,
    low: 1,
    close: 1,
    ticks: 1,
  }));
/** Of minute 0, 1 and, after a gap, 5 and 6. */
const MINUTES = candles(0, MINUTE, 5 * MINUTE, 6 * MINUTE);
const gap = (from: number, to?: number) => ({
  from: milliseconds(from),
  ...(to !== undefined && { to: milliseconds(to) }),
  filled: false,
});
const stretch = (...ends: [from: number, to?: number]) => {
  const found = gapStretch(gap(...ends), MINUTES, MINUTE);
  return (
    found && {
      from: found.from && [found.from.candle.time / MINUTE, found.from.bars],
      to: found.to && [found.to.candle.time / MINUTE, found.to.bars],
    }
  );
};

test('goes from within the candle in which the feed was lost to within the one in which it came back', () => {
  expect(stretch(1.5 * MINUTE, 5.25 * MINUTE)).toEqual({ from: [1, 0], to: [5, -0.25] });
});

test('goes to the next candle where the feed came back to a quiet market', () => {
  expect(stretch(1.5 * MINUTE, 3 * MINUTE)).toEqual({ from: [1, 0], to: [5, -0.5] });
});

test('goes from the edge of the last candle where it begins in a quiet market', () => {
  expect(stretch(3 * MINUTE, 5.5 * MINUTE)).toEqual({ from: [1, 0.5], to: [5, 0] });
});

test('has no end while the feed is lost, and no beginning where that lies before the first candle', () => {
  expect(stretch(6.5 * MINUTE)).toEqual({ from: [6, 0], to: undefined });
  expect(stretch(6.5 * MINUTE, 8 * MINUTE)).toEqual({ from: [6, 0], to: undefined });
  expect(stretch(-9 * MINUTE, 0.5 * MINUTE)).toEqual({ from: undefined, to: [0, 0] });
  expect(stretch(-9 * MINUTE, -3 * MINUTE)).toBeUndefined();
});

test('among single ticks it goes from one to the next', () => {
  const ticks = candles(1_000, 1_250, 9_000);
  const found = gapStretch(gap(1_250, 9_000), ticks, 0);
  expect([found?.from?.candle.time, found?.from?.bars]).toEqual([1_250, 0]);
  expect([found?.to?.candle.time, found?.to?.bars]).toEqual([9_000, 0]);
  expect(gapStretch(gap(1_500, 8_000), ticks, 0)).toEqual(found);
});
