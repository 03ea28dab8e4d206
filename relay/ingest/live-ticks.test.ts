import { expect, test } from 'vitest';
import { milliseconds } from '../../shared/units.ts';
import { START, tickAt, ticksOf } from '../../testing/ticks.ts';
import { LIVE_LAG_MS, LiveTicks } from './live-ticks.ts';

const PAIR = 'EURUSD_otc';
const NOW = milliseconds(START + 3_600_000);

test('a tick is live once, although two tabs capture it', () => {
  const live = new LiveTicks();
  const ticks = ticksOf(PAIR, 10);
  expect(live.choose([...ticks, ...ticks], NOW).live).toEqual(ticks);
  expect(live.choose(ticks, NOW).live).toEqual([]);
});

test('prices of one millisecond are live each, and so are equal prices of two pairs', () => {
  const live = new LiveTicks();
  const ticks = [1.1, 1.2, 1.3].flatMap((price) => [tickAt(PAIR, 0, price), tickAt('GBPUSD_otc', 0, price)]);
  expect(live.choose([...ticks, ...ticks.toReversed()], NOW).live).toEqual(ticks);
});

test('a little late is live, history behind live ticks is not', () => {
  const live = new LiveTicks();
  live.choose([tickAt(PAIR, 600_000, 1.5)], NOW);
  const late = tickAt(PAIR, 600_000 - LIVE_LAG_MS, 1.4);
  expect(live.choose([...ticksOf(PAIR, 1_000), late], NOW).live).toEqual([late]);
});

test('history before the first live tick is shown, in its order', () => {
  const live = new LiveTicks();
  const ticks = ticksOf(PAIR, 1_200);
  expect(live.choose(ticks, NOW).live).toEqual(ticks);
});

test('one tick from the future does not make those after it late', () => {
  const live = new LiveTicks();
  live.choose([tickAt(PAIR, 3_600_000 + 800_000, 1.5)], NOW);
  const next = tickAt(PAIR, 3_600_100, 1.5);
  expect(live.choose([next], NOW).live).toEqual([next]);
});
