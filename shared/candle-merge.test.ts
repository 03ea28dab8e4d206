import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Candle } from './candle.ts';
import { closedCandlesOf } from '../testing/closed-candles.ts';
import { aggregateCandles, completeCandles, mergeCandles } from './candle-merge.ts';
import { milliseconds } from './units.ts';

const candle = (minute: number, price: number, ticks = 1): Candle => ({
  time: milliseconds(minute * 60_000),
  open: price,
  high: price + 1,
  low: price - 1,
  close: price,
  ticks,
});

describe('mergeCandles', () => {
  it('lays the longer series under ours and prefers ours', () => {
    const merged = mergeCandles([candle(2, 20), candle(3, 30)], [candle(1, 11), candle(2, 22)]);
    expect(merged).toEqual([candle(1, 11), candle(2, 20), candle(3, 30)]);
  });
});

describe('completeCandles', () => {
  it("takes the broker's open and close for a minute that we joined in its middle", () => {
    const [completed] = completeCandles([candle(1, 10)], [{ ...candle(1, 9, 0), high: 15, low: 5 }]);
    expect(completed).toEqual({ ...candle(1, 9), high: 15, low: 5, ticks: 1 });
  });

  it("fills what ticks do not reach with the broker's candles, and leaves gaps alone", () => {
    const completed = completeCandles([candle(5, 50)], [candle(1, 10, 0), candle(2, 20, 0)]);
    expect(completed.map(({ time }) => time / 60_000)).toEqual([1, 2, 5]);
  });

  it('has every minute that either has, once and ascending, whichever reaches further', () => {
    const minutes = fc.uniqueArray(fc.integer({ min: 0, max: 30 })).map((list) => list.sort((a, b) => a - b));
    fc.assert(
      fc.property(minutes, minutes, (ours, theirs) => {
        const completed = completeCandles(
          ours.map((minute) => candle(minute, 10, 7)),
          theirs.map((minute) => candle(minute, 20, 0)),
        );
        const all = [...new Set([...ours, ...theirs])].sort((a, b) => a - b);
        expect(completed.map(({ time, open, ticks }) => [time / 60_000, open, ticks])).toEqual(
          all.map((minute) => [minute, theirs.includes(minute) ? 20 : 10, ours.includes(minute) ? 7 : 0]),
        );
      }),
    );
  });
});

describe('any order, any repetition, any split', () => {
  const minutes = fc.uniqueArray(fc.integer({ min: 0, max: 60 })).map((list) => list.sort((a, b) => a - b));
  const pages = fc.array(fc.tuple(fc.nat(60), fc.nat(60)), { maxLength: 8 });

  it('of the pages that fill a series gives the same series', () => {
    fc.assert(
      fc.property(minutes, minutes, pages, (ours, theirs, cuts) => {
        const own = ours.map((minute) => candle(minute, 10));
        const fill = theirs.map((minute) => candle(minute, 20));
        const whole = mergeCandles(own, fill);
        const parts = cuts.map(([from, to]) =>
          fill.filter(({ time }) => time >= from * 60_000 && time < to * 60_000),
        );
        const merged = [...parts, fill, ...parts].reduce(mergeCandles, own);
        expect(merged).toEqual(whole);
      }),
    );
  });

  it("of the broker's candles completes ours to the same series", () => {
    fc.assert(
      fc.property(minutes, minutes, pages, (ours, theirs, cuts) => {
        const own = ours.map((minute) => candle(minute, 10, 7));
        const brokers = theirs.map((minute) => candle(minute, 20, 0));
        const parts = cuts.map(([from, to]) =>
          brokers.filter(({ time }) => time >= from * 60_000 && time < to * 60_000),
        );
        const completed = [...parts, brokers, ...parts].reduce(completeCandles, own);
        expect(completed).toEqual(completeCandles(own, brokers));
      }),
    );
  });
});

describe('aggregateCandles', () => {
  it('equals building the longer candles from the ticks', () => {
    const ticks = fc.uniqueArray(
      fc.record({
        price: fc.integer({ min: 1, max: 99 }),
        timestamp: fc.integer({ min: 0, max: 1_800_000 }).map(milliseconds),
      }),
      { selector: ({ timestamp }) => timestamp, maxLength: 80 },
    );
    fc.assert(
      fc.property(ticks, (list) => {
        const minutes = closedCandlesOf(list, milliseconds(60_000));
        const quarters = closedCandlesOf(list, milliseconds(900_000));
        expect(aggregateCandles(minutes, milliseconds(900_000))).toEqual(quarters);
      }),
    );
  });
});
