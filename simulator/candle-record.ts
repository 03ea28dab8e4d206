import { milliseconds, type Milliseconds } from '../shared/units.ts';

/** The broker's candle; it has no count of ticks. */
export interface BrokerCandle {
  /** Start, UTC ms. */
  readonly time: Milliseconds;
  readonly open: number;
  readonly close: number;
  readonly high: number;
  readonly low: number;
}

/**
 * Gathers ascending parts (ticks as candles of one price, or shorter candles) into candles of `duration`.
 * Not the product's own candle building, which is measured against these.
 */
export const gatherCandles = (parts: Iterable<BrokerCandle>, duration: Milliseconds): BrokerCandle[] => {
  const gathered: BrokerCandle[] = [];
  for (const part of parts) {
    const time = milliseconds(Math.floor(part.time / duration) * duration);
    const last = gathered.at(-1);
    if (last?.time === time)
      gathered[gathered.length - 1] = {
        ...last,
        close: part.close,
        high: Math.max(last.high, part.high),
        low: Math.min(last.low, part.low),
      };
    else gathered.push({ ...part, time });
  }
  return gathered;
};

export const candleOfPrice = (time: Milliseconds, price: number): BrokerCandle => ({
  time,
  open: price,
  close: price,
  high: price,
  low: price,
});
