import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PriceAlert, Side } from '../../contracts/price-alerts.ts';
import type { TickTuple } from '../../../shared/tick.ts';
import { milliseconds } from '../../../shared/units.ts';
import { AlertWatch } from './alert-watch.ts';

const NOW = 1_790_000_000_000;
const PAIR = 'EURUSD_otc';

const alertAt = (price: number, side?: Side, id = 'a', pair = PAIR): PriceAlert => ({
  id,
  pair,
  label: 'EUR/USD OTC',
  digits: 5,
  price,
  since: milliseconds(NOW),
  ...(side && { side }),
});

/** `at`: the tick's time from now, ms. */
const tick = (price: number, at: number, pair = PAIR): TickTuple => [pair, price, NOW + at, NOW + at + 50];

const setUp = (...alerts: PriceAlert[]) => {
  const reached: string[] = [];
  const sides: string[] = [];
  const watch = new AlertWatch({
    onReached: ({ id }, { price, at }) => void reached.push(`${id} by ${price} at ${at - NOW}`),
    onSide: ({ id }, side) => void sides.push(`${id} ${side}`),
  });
  watch.follow(alerts);
  return { watch, reached, sides };
};

describe('an alert', () => {
  test('is reached from below and from above, on the line or beyond, once', () => {
    const { watch, reached } = setUp(alertAt(1.2, 'below', 'up'), alertAt(1.1, 'above', 'down'));
    watch.take([tick(1.15, 1), tick(1.19999, 2), tick(1.2, 3), tick(1.15, 4), tick(1.3, 5)]);
    watch.take([tick(1.10001, 6), tick(1.05, 7), tick(1.3, 8), tick(1.05, 9)]);
    expect(reached).toEqual(['up by 1.2 at 3', 'down by 1.05 at 7']);
  });

  test('of another pair stays', () => {
    const { watch, reached } = setUp(alertAt(1.2, 'below'));
    watch.take([tick(1.3, 1, 'EURUSD')]);
    expect(reached).toEqual([]);
  });

  test('set on the line waits for the price to take a side, and tells it', () => {
    const { watch, reached, sides } = setUp(alertAt(1.2));
    watch.take([tick(1.2, 1), tick(1.3, 2), tick(1.25, 3)]);
    expect({ reached, sides }).toEqual({ reached: [], sides: ['a above'] });
    // Another alert was changed before this one's side was written.
    watch.follow([alertAt(1.2), alertAt(1.4, 'below', 'b')]);
    watch.take([tick(1.19, 4)]);
    expect(reached).toEqual(['a by 1.19 at 4']);
  });

  test('is not reached by a late tick, nor by one that the trader had seen when it was set', () => {
    const { watch, reached } = setUp(alertAt(1.2, 'below'));
    watch.take([tick(1.3, -1), tick(1.1, 1_000), tick(1.3, 900)]);
    expect(reached).toEqual([]);
    watch.take([tick(1.3, 1_000)]);
    expect(reached).toEqual(['a by 1.3 at 1000']);
  });

  test('is reached by the first tick after a stop of the worker, if the price crossed meanwhile', () => {
    const { watch, reached } = setUp(alertAt(1.2, 'below'));
    watch.take([tick(1.1, 1)]);
    expect(reached).toEqual([]);
    const next = setUp(alertAt(1.2, 'below'));
    next.watch.take([tick(1.4, 60_000)]);
    expect(next.reached).toEqual(['a by 1.4 at 60000']);
  });

  test('is held against ticks that came before the alerts were read', () => {
    const reached: string[] = [];
    const watch = new AlertWatch({ onReached: ({ id }) => void reached.push(id), onSide: () => undefined });
    watch.take([tick(1.3, 1)]);
    expect(reached).toEqual([]);
    watch.follow([alertAt(1.2, 'below')]);
    expect(reached).toEqual(['a']);
  });

  test('is held against the tick that was there before it, and that the trader had not seen', () => {
    const { watch, reached } = setUp();
    watch.take([tick(1.3, 5), tick(1.1, 4)]);
    watch.follow([alertAt(1.2, 'below')]);
    expect(reached).toEqual(['a by 1.3 at 5']);
    watch.follow([{ ...alertAt(1.25, 'below', 'b'), since: milliseconds(NOW + 6) }]);
    expect(reached).toEqual(['a by 1.3 at 5']);
  });

  test('stays reached when the alerts are told again before it is marked', () => {
    const { watch, reached } = setUp(alertAt(1.2, 'below'));
    watch.take([tick(1.3, 1)]);
    watch.follow([alertAt(1.2, 'below'), alertAt(1.4, 'below', 'b')]);
    watch.take([tick(1.5, 2)]);
    expect(reached).toEqual(['a by 1.3 at 1', 'b by 1.5 at 2']);
  });

  test('that is taken away is not reached any more', () => {
    const { watch, reached } = setUp(alertAt(1.2, 'below'));
    watch.follow([]);
    watch.take([tick(1.3, 1)]);
    expect(reached).toEqual([]);
  });
});

describe('the same ticks', () => {
  const moves = fc.array(fc.integer({ min: -3, max: 3 }), { maxLength: 60 });
  const walk = (steps: readonly number[]): TickTuple[] => {
    let price = 100;
    return steps.map((step, index) => tick((price += step), (index + 1) * 400));
  };
  const alerts = (): PriceAlert[] => [
    alertAt(103, 'below', 'up'),
    alertAt(97, 'above', 'down'),
    alertAt(100, undefined, 'here'),
  ];
  const outcome = (batches: readonly TickTuple[][]) => {
    const { watch, reached, sides } = setUp(...alerts());
    for (const batch of batches) watch.take(batch);
    return { reached, sides };
  };
  const split = (ticks: TickTuple[], cuts: readonly number[]): TickTuple[][] => {
    const at = [...new Set(cuts.map((cut) => cut % (ticks.length + 1)))].sort((a, b) => a - b);
    return [0, ...at].map((from, index) => ticks.slice(from, at[index]));
  };

  test('reach the same alerts however they are batched', () => {
    fc.assert(
      fc.property(moves, fc.array(fc.nat()), (steps, cuts) => {
        const ticks = walk(steps);
        expect(outcome(split(ticks, cuts))).toEqual(outcome([ticks]));
      }),
    );
  });

  test('reach the same alerts when a second page captures them too, each a little later', () => {
    fc.assert(
      fc.property(moves, fc.integer({ min: 1, max: 10 }), (steps, lag) => {
        const ticks = walk(steps);
        const both = [...ticks, ...ticks.slice(-lag)].flatMap((own, index) => {
          const other = ticks[index - lag];
          return [...(index < ticks.length ? [own] : []), ...(other ? [other] : [])];
        });
        expect(outcome([both])).toEqual(outcome([ticks]));
      }),
    );
  });

  test('reach an alert exactly where the price first touches its line', () => {
    fc.assert(
      fc.property(moves, (steps) => {
        const ticks = walk(steps);
        const first = ticks.find(([, price]) => price >= 103);
        const expected = first ? [`up by ${first[1]} at ${first[2] - NOW}`] : [];
        expect(outcome([ticks]).reached.filter((text) => text.startsWith('up'))).toEqual(expected);
      }),
    );
  });
});
