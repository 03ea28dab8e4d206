import { isPair, pairOf } from '../../../shared/pair.ts';
import { EARLIEST_TIMESTAMP, MAX_FUTURE_MS } from '../../../shared/tick.ts';
import { milliseconds, type Milliseconds } from '../../../shared/units.ts';
import type { BrokerEvent } from '../broker.ts';
import type { BrokerCandle } from './broker-prices.ts';
import { MIN_DURATION_MS, utcCandles } from './utc-candle.ts';

const UTC = milliseconds(0);

/** Candles in UTC of which the broker itself says that they have ended. */
export interface EndedCandles {
  readonly symbol: string;
  readonly duration: Milliseconds;
  readonly candles: readonly BrokerCandle[];
}

/**
 * The event of candles that have ended by the broker's own word. `BrokerFeed.history` asks this computer's clock
 * instead, by which a candle that is told at its very end may still be running. Left out is what no candle may be, and
 * what begins at no multiple of its duration: a week that begins on a Monday.
 */
export const endedCandles = (
  brokerId: string,
  { symbol, duration, candles }: EndedCandles,
  receivedAt: Milliseconds,
): BrokerEvent[] => {
  const pair = pairOf(brokerId, symbol);
  if (!isPair(pair) || !Number.isSafeInteger(duration) || duration < MIN_DURATION_MS) return [];
  const sound = utcCandles(candles, duration, UTC).filter(
    ({ time }) => time >= EARLIEST_TIMESTAMP && time + duration <= receivedAt + MAX_FUTURE_MS,
  );
  return sound.length > 0 ? [{ type: 'candles', pair, duration, candles: sound }] : [];
};
