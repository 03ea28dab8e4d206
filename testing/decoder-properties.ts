import fc from 'fast-check';
import { expect } from 'vitest';
import type { Broker, BrokerEvent } from '../extension/brokers/broker.ts';
import { milliseconds } from '../shared/units.ts';

export type Frame = string | Uint8Array;

/** What the frames of one new socket say, all received at one time, UTC ms. */
export const eventsOf = (broker: Broker, frames: readonly Frame[], receivedAt: number): BrokerEvent[] => {
  const decoder = broker.createDecoder();
  return frames.flatMap((frame) => decoder.decode(frame, milliseconds(receivedAt)));
};

/** The ticks among them, as `pair price timestamp`. */
export const ticksIn = (events: readonly BrokerEvent[], origin: 'live' | 'history' = 'live'): string[] =>
  events
    .flatMap((event) => (event.type === 'ticks' && event.origin === origin ? event.ticks : []))
    .map(({ pair, price, timestamp }) => `${pair} ${price} ${timestamp}`);

/** Anything that JSON can write, in text or in bytes. */
export const anyJson: fc.Arbitrary<Frame> = fc
  .tuple(fc.jsonValue(), fc.boolean())
  .map(([value, isText]) =>
    isText ? JSON.stringify(value) : new TextEncoder().encode(JSON.stringify(value)),
  );

/** No sequence of such frames, with any others between them, throws; each tick and candle that comes out is sound. */
export const expectSound = (broker: Broker, frame: fc.Arbitrary<Frame>, receivedAt: number): void => {
  const any = fc.oneof({ weight: 3, arbitrary: frame }, fc.string(), fc.uint8Array(), anyJson);
  fc.assert(
    fc.property(fc.array(any, { maxLength: 12 }), (frames) => {
      for (const event of eventsOf(broker, frames, receivedAt)) {
        const priced =
          event.type === 'ticks'
            ? event.ticks.map(({ pair, price, timestamp }) => ({ pair, prices: [price], time: timestamp }))
            : event.type === 'candles'
              ? event.candles.map(({ open, high, low, close, time }) => ({
                  pair: event.pair,
                  prices: [open, high, low, close],
                  time,
                }))
              : [];
        for (const { pair, prices, time } of priced) {
          expect(pair.endsWith(`@${broker.id}`)).toBe(true);
          expect(prices.every((price) => Number.isFinite(price) && price > 0)).toBe(true);
          expect(Number.isSafeInteger(time)).toBe(true);
        }
      }
    }),
  );
};

/** Such frames say neither a tick nor a candle. */
export const expectNoPrices = (broker: Broker, frame: fc.Arbitrary<Frame>, receivedAt: number): void => {
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 4 }), (frames) => {
      const events = eventsOf(broker, frames, receivedAt);
      expect(events.filter(({ type }) => type === 'ticks' || type === 'candles')).toEqual([]);
    }),
  );
};
