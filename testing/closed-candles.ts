import type { Candle } from '../shared/candle.ts';
import { candlesOfTicks, type FormingCandle } from '../shared/candle-builder.ts';
import type { Tick } from '../shared/tick.ts';
import type { Milliseconds } from '../shared/units.ts';

/** The plain candle, without what only building it needs. */
export const closedCandle = ({ time, open, high, low, close, ticks }: FormingCandle): Candle => ({
  time,
  open,
  high,
  low,
  close,
  ticks,
});

/** The candles that a relay has to answer for these ticks, each of which is there once. */
export const closedCandlesOf = (
  ticks: Iterable<Pick<Tick, 'price' | 'timestamp'>>,
  duration: Milliseconds,
): Candle[] => candlesOfTicks(ticks, duration).map(closedCandle);
