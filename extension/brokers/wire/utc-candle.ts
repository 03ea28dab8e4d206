import { isCandle, type Candle } from '../../../shared/candle.ts';
import { milliseconds, type Milliseconds } from '../../../shared/units.ts';
import type { BrokerCandle } from './broker-prices.ts';

/** The shortest candle that the protocol carries. */
export const MIN_DURATION_MS = 1_000;

/** These candles in UTC, but for those that no candle may be and those that begin at no multiple of their duration. */
export const utcCandles = (
  candles: readonly BrokerCandle[],
  duration: Milliseconds,
  offset: Milliseconds,
): Candle[] =>
  candles
    .map(({ brokerTime, open, high, low, close }) => {
      const time = milliseconds(brokerTime - offset);
      return { time, open, high, low, close, ticks: 0 };
    })
    .filter((candle) => isCandle(candle) && candle.time % duration === 0);
