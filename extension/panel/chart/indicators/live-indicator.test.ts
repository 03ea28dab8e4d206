import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { candlesOfTicks } from '../../../../shared/candle-builder.ts';
import type { Candle } from '../../../../shared/candle.ts';
import { milliseconds } from '../../../../shared/units.ts';
import { LiveCandles } from '../live-candles.ts';
import { initialSettings } from './indicator-kind.ts';
import { INDICATOR_NAMES, kindOf, type IndicatorName } from './indicator-kinds.ts';
import { LiveIndicator } from './live-indicator.ts';

const SECOND = milliseconds(1_000);

type Settings = Readonly<Record<string, number>>;

const liveOf = (name: IndicatorName, settings: Settings = initialSettings(kindOf(name))): LiveIndicator =>
  new LiveIndicator(() => kindOf(name).start(settings));

const resultsOf = (live: LiveIndicator) =>
  Array.from({ length: live.length }, (_, index) => [live.timeAt(index), live.resultAt(index)]);

const computed = (name: IndicatorName, settings: Settings, candles: readonly Candle[]) => {
  const live = liveOf(name, settings);
  live.replace(candles);
  return resultsOf(live);
};

/** Ticks that mostly go on, sometimes leave a gap of bars, and sometimes come late, over about a hundred candles. */
const ticks = fc
  .array(
    fc.record({
      step: fc.oneof(
        { weight: 8, arbitrary: fc.integer({ min: 0, max: 900 }) },
        { weight: 1, arbitrary: fc.integer({ min: 3_000, max: 9_000 }) },
        { weight: 2, arbitrary: fc.integer({ min: -4_000, max: -1 }) },
      ),
      price: fc.integer({ min: 100_000, max: 100_200 }).map((points) => points / 100_000),
    }),
    { minLength: 1, maxLength: 250 },
  )
  .map((moves) => {
    let at = 100_000;
    return moves.map(({ step, price }) => {
      const timestamp = milliseconds(at + step);
      // A late tick does not turn back the time.
      at = Math.max(at, timestamp);
      return { timestamp, price };
    });
  });

/** Settings small enough that the lines begin well within the candles. */
const settingsOf = (name: IndicatorName) =>
  fc.record(
    Object.fromEntries(
      Object.entries(kindOf(name).settings).map(([setting, { min, step }]) => [
        setting,
        fc.integer({ min: 0, max: 8 }).map((steps) => min + steps * step),
      ]),
    ),
  );

describe.each(INDICATOR_NAMES)('%s', (name) => {
  it('followed tick by tick says what it says of the finished candles, late ticks included', () => {
    fc.assert(
      fc.property(ticks, settingsOf(name), fc.integer({ min: 1, max: 6 }), (all, settings, batch) => {
        const series = new LiveCandles(SECOND);
        const live = liveOf(name, settings);
        for (let from = 0; from < all.length; from += batch) {
          const { late, live: newest, inserted } = series.add(all.slice(from, from + batch));
          // As the chart's feed does it.
          if (inserted) live.replace(series.candles);
          else live.update(late, newest);
        }
        expect(resultsOf(live)).toEqual(computed(name, settings, candlesOfTicks(all, SECOND)));
      }),
      { numRuns: 150 },
    );
  });

  it('names every result from the first one that changed', () => {
    fc.assert(
      fc.property(ticks, settingsOf(name), (all, settings) => {
        const series = new LiveCandles(SECOND);
        const live = liveOf(name, settings);
        for (const tick of all) {
          const before = resultsOf(live);
          const { late, live: newest, inserted } = series.add([tick]);
          if (inserted) {
            live.replace(series.candles);
            continue;
          }
          const from = live.update(late, newest);
          expect(resultsOf(live).slice(0, from)).toEqual(before.slice(0, from));
        }
      }),
      { numRuns: 20 },
    );
  });

  it('has no result before it has seen enough candles, then one for each', () => {
    const candles = candlesOfTicks(
      Array.from({ length: 120 }, (_, index) => ({
        timestamp: milliseconds(index * 1_000),
        price: 1 + Math.sin(index / 5) / 100,
      })),
      SECOND,
    );
    const results = computed(name, initialSettings(kindOf(name)), candles).map(([, result]) => result);
    const first = results.findIndex((result) => result !== undefined);
    expect(first).toBeGreaterThan(0);
    expect(results.slice(first)).not.toContain(undefined);
    for (const result of results.slice(first))
      expect(result).toHaveProperty('values.length', kindOf(name).outputs.length);
  });
});

const closing = (...closes: number[]): Candle[] =>
  closes.map((close, index) => ({
    time: milliseconds(index * 1_000),
    open: close,
    high: close + 1,
    low: close - 1,
    close,
    ticks: 1,
  }));

const valuesOf = (name: IndicatorName, settings: Settings, closes: readonly number[]) =>
  computed(name, settings, closing(...closes)).map(([, result]) =>
    typeof result === 'object' ? result.values : undefined,
  );

/** Each worked out by hand from its definition, so that the library and the way it is fed are held to it. */
test.each<[IndicatorName, Settings, readonly number[], (readonly number[] | undefined)[]]>([
  ['sma', { period: 2 }, [1, 3, 5], [undefined, [2], [4]]],
  ['ema', { period: 3 }, [2, 4, 8], [undefined, undefined, [5.5]]],
  ['wma', { period: 2 }, [1, 4, 7], [undefined, [3], [6]]],
  ['bollinger', { period: 2, deviations: 2 }, [1, 3], [undefined, [2, 4, 0]]],
  ['rsi', { period: 2 }, [1, 2, 1, 4], [undefined, undefined, [50], [87.5]]],
  ['macd', { fast: 1, slow: 3, signal: 1 }, [2, 4, 8], [undefined, undefined, [0, 2.5, 2.5]]],
  ['stochastic', { k: 2, slowing: 1, d: 1 }, [2, 4], [undefined, [75, 75]]],
  ['atr', { period: 2 }, [4, 7], [undefined, [3]]],
  ['williamsR', { period: 2 }, [2, 4], [undefined, [-25]]],
  ['roc', { period: 1 }, [4, 5], [undefined, [25]]],
])('%s %o of closes %o', (name, settings, closes, expected) => {
  expect(valuesOf(name, settings, closes)).toEqual(expected);
});

test('the CCI is the distance from the mean in parts of 0.015 mean deviations', () => {
  expect(valuesOf('cci', { period: 2 }, [2, 4])[1]?.[0]).toBeCloseTo(1 / 0.015, 9);
});

test('the CCI of prices that do not move has no value to draw', () => {
  expect(valuesOf('cci', { period: 2 }, [2, 2])[1]?.[0]).toBeNaN();
});

test('the SuperTrend turns when the close crosses it', () => {
  const rising = Array.from({ length: 12 }, (_, index) => 10 + index * 4);
  const results = computed('superTrend', { period: 3, multiplier: 1 }, closing(...rising, 20, 10)).map(
    ([, result]) => (typeof result === 'object' ? result : undefined),
  );
  expect(results[11]).toMatchObject({ isRising: true });
  expect(results[11]?.values[0]).toBeLessThan(54);
  expect(results[12]).toMatchObject({ isRising: false });
  expect(results[12]?.values[0]).toBeGreaterThan(20);
});
