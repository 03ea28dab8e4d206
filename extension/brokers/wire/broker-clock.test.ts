import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { milliseconds } from '../../../shared/units.ts';
import { ADOPT_MS, ADOPT_TICKS, BrokerClock, MAX_HELD_TICKS } from './broker-clock.ts';

const NOW = Date.UTC(2025, 7, 31, 20);
const HOUR = 3_600_000;

interface Step {
  /** True time, by the page's clock, of receipt. */
  readonly at: number;
  /** How long the frame was under way. */
  readonly late?: number;
  readonly ahead: number;
}

/** Plays ticks, each in a frame of its own; answers the true times that come out, in order. */
const play = (clock: BrokerClock<{ brokerTime: ReturnType<typeof milliseconds> }>, steps: Step[]): number[] =>
  steps.flatMap(({ at, late = 0, ahead }) =>
    clock
      .decide([{ brokerTime: milliseconds(at - late + ahead) }], milliseconds(at))
      .map(({ tick, offset }) => tick.brokerTime - offset),
  );

describe('broker clock', () => {
  test('is unknown before the first live tick and measured by it', () => {
    const clock = new BrokerClock();
    expect(clock.offset).toBeUndefined();
    expect(play(clock, [{ at: NOW, late: 300, ahead: 2 * HOUR }])).toEqual([NOW - 300]);
    expect(clock.offset).toBe(2 * HOUR);
    expect(clock.brokerTimeAt(milliseconds(NOW + 1_000))).toBe(NOW + 700 + 2 * HOUR);
  });

  test('a price of another day fixes nothing and comes out once the clock is known', () => {
    const clock = new BrokerClock();
    expect(play(clock, [{ at: NOW, late: 48 * HOUR, ahead: 0 }])).toEqual([]);
    expect(clock.offset).toBeUndefined();
    expect(play(clock, [{ at: NOW + 1, ahead: 0 }])).toEqual([NOW - 48 * HOUR, NOW + 1]);
  });

  test('a time from far ahead is refused', () => {
    const clock = new BrokerClock();
    expect(play(clock, [{ at: NOW, ahead: 15 * HOUR }])).toEqual([]);
    expect(play(clock, [{ at: NOW, ahead: 0 }])).toEqual([NOW]);
  });

  test('late ticks wait and come out under the known offset', () => {
    const clock = new BrokerClock();
    play(clock, [{ at: NOW, ahead: 2 * HOUR }]);
    expect(play(clock, [{ at: NOW + 3 * HOUR, late: 3 * HOUR, ahead: 2 * HOUR }])).toEqual([]);
    expect(clock.offset).toBeUndefined();
    expect(play(clock, [{ at: NOW + 3 * HOUR + 1, ahead: 2 * HOUR }])).toEqual([NOW, NOW + 3 * HOUR + 1]);
    expect(clock.offset).toBe(2 * HOUR);
  });

  test('a clock that has changed is believed after enough ticks, and none is lost', () => {
    const clock = new BrokerClock();
    play(clock, [{ at: NOW, ahead: 2 * HOUR }]);
    const steps = Array.from({ length: ADOPT_TICKS + 3 }, (_, i) => ({ at: NOW + i * 500, ahead: 3 * HOUR }));
    expect(play(clock, steps)).toEqual(steps.map(({ at }) => at));
    expect(clock.offset).toBe(3 * HOUR);
  });

  test('a burst of late frames does not change the clock', () => {
    const clock = new BrokerClock();
    play(clock, [{ at: NOW, ahead: 2 * HOUR }]);
    const burst = Array.from({ length: 100 }, (_, i) => ({
      at: NOW + HOUR + i,
      late: HOUR - i * 499,
      ahead: 2 * HOUR,
    }));
    expect(play(clock, burst)).toEqual([]);
    const [first] = play(clock, [{ at: NOW + HOUR + ADOPT_MS, ahead: 2 * HOUR }]);
    expect(first).toBe(NOW);
  });

  test("a closed market's standing price does not change the clock", () => {
    const clock = new BrokerClock();
    play(clock, [{ at: NOW, ahead: 2 * HOUR }]);
    const standing = Array.from({ length: 60 }, (_, i) => ({
      at: NOW + i * 500,
      late: 5 * HOUR + i * 500,
      ahead: 2 * HOUR,
    }));
    expect(play(clock, standing)).toEqual([]);
    expect(play(clock, [{ at: NOW + HOUR, ahead: 2 * HOUR }])).toHaveLength(61);
    expect(clock.offset).toBe(2 * HOUR);
  });

  test('what waits is bounded', () => {
    const clock = new BrokerClock();
    play(clock, [{ at: NOW, ahead: 0 }]);
    const late = Array.from({ length: MAX_HELD_TICKS + 10 }, () => ({ at: NOW, late: HOUR, ahead: 0 }));
    play(clock, late);
    expect(play(clock, [{ at: NOW, ahead: 0 }])).toHaveLength(MAX_HELD_TICKS + 1);
  });

  test('whatever arrives late or wrong, every tick that comes out has its true time', () => {
    const offset = fc.integer({ min: -24, max: 28 }).map((halfHours) => halfHours * 1_800_000);
    const late = fc.oneof(fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: 0, max: 72 * HOUR }));
    fc.assert(
      fc.property(offset, fc.array(late, { maxLength: 200 }), (ahead, delays) => {
        const clock = new BrokerClock();
        play(clock, [{ at: NOW, ahead }]);
        // Frames arrive within less than what it takes to believe in another clock.
        const steps = delays.map((delay, i) => ({ at: NOW + 1 + i, late: delay, ahead }));
        const out = play(clock, [...steps, { at: NOW + 1_000, ahead }]);
        expect(out).toEqual([...steps.map(({ at, late: delay }) => at - delay), NOW + 1_000]);
      }),
    );
  });

  test("this computer's clock may be wrong by less than a quarter of an hour, and be set as often as it likes", () => {
    const AHEAD = 2 * HOUR;
    const UNDER_A_QUARTER = 14 * 60_000;
    const wrong = fc.integer({ min: -UNDER_A_QUARTER, max: UNDER_A_QUARTER });
    fc.assert(
      fc.property(fc.array(wrong, { minLength: 1, maxLength: 100 }), fc.nat(100), (errors, reload) => {
        const ticks = errors.map((error, i) => ({ true: NOW + i * 500, receivedAt: NOW + i * 500 + error }));
        let clock = new BrokerClock();
        const out = ticks.flatMap(({ true: time, receivedAt }, i) => {
          // A page that is loaded anew learns the offset anew, by whatever this computer's clock shows then.
          if (i === reload) clock = new BrokerClock();
          return clock
            .decide([{ brokerTime: milliseconds(time + AHEAD) }], milliseconds(receivedAt))
            .map(({ tick, offset }) => tick.brokerTime - offset);
        });
        expect(out).toEqual(ticks.map(({ true: time }) => time));
      }),
    );
  });

  test('a clock that is far off for a moment changes no time and loses no tick', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -12 * HOUR, max: 12 * HOUR }),
        fc.integer({ min: 1, max: ADOPT_TICKS - 1 }),
        (jump, length) => {
          const clock = new BrokerClock();
          const times = Array.from({ length: 40 }, (_, i) => NOW + i * 500);
          const out = times.flatMap((time, i) => {
            const receivedAt = time + (i >= 10 && i < 10 + length ? jump : 0);
            return clock
              .decide([{ brokerTime: milliseconds(time) }], milliseconds(receivedAt))
              .map(({ tick, offset }) => tick.brokerTime - offset);
          });
          expect(out).toEqual(times);
        },
      ),
    );
  });
});
