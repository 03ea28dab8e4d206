import fc from 'fast-check';
import { expect } from 'vitest';
import type { Broker, BrokerEvent } from '../extension/brokers/broker.ts';
import { isCandle } from '../shared/candle.ts';
import { isPair, pairOf, type Pair } from '../shared/pair.ts';
import { milliseconds } from '../shared/units.ts';
import { decodeFrames, jsonBytes, type Frame } from './decode-frames.ts';

/** One frame, or several that belong together: a header and its attachment. */
export type Frames = Frame | readonly Frame[];

/** A JSON value in text or in bytes. */
export const framed = (value: fc.Arbitrary<unknown>): fc.Arbitrary<Frame> =>
  fc.tuple(value, fc.boolean()).map(([json, isText]) => (isText ? JSON.stringify(json) : jsonBytes(json)));

/** Anything at all: text, bytes, and any JSON in either. */
export const anyFrame: fc.Arbitrary<Frame> = fc.oneof(fc.string(), fc.uint8Array(), framed(fc.jsonValue()));

const pairsOf = (event: BrokerEvent): Pair[] => {
  if (event.type === 'ticks') return event.ticks.map(({ pair }) => pair);
  if (event.type === 'assets') return event.assets.map(({ pair }) => pair);
  if (event.type === 'renamed') return [event.rename.from, event.rename.to];
  return event.type === 'favourites' ? [...event.pairs] : [event.pair];
};

const isPairOf = (broker: Broker, pair: Pair): boolean =>
  isPair(pair) && pair.endsWith(pairOf(broker.id, ''));

const isSound = (event: BrokerEvent): boolean => {
  if (event.type === 'ticks')
    return event.ticks.every(
      ({ price, timestamp }) => Number.isFinite(price) && price > 0 && Number.isSafeInteger(timestamp),
    );
  if (event.type !== 'candles') return true;
  return event.candles.every((candle) => isCandle(candle) && candle.time % event.duration === 0);
};

/** Each pair is this broker's, each price finite and positive, each time a whole millisecond, each candle possible. */
export const expectSoundEvents = (broker: Broker, events: readonly BrokerEvent[]): void => {
  expect(events.filter((event) => !isSound(event))).toEqual([]);
  expect(events.flatMap(pairsOf).filter((pair) => !isPairOf(broker, pair))).toEqual([]);
};

/** No sequence of such frames, with any others between them, throws, and all that comes out is sound. */
export const expectSound = (broker: Broker, frames: fc.Arbitrary<Frames>, receivedAt: number): void => {
  const any = fc.oneof({ weight: 3, arbitrary: frames }, { weight: 2, arbitrary: anyFrame });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 12 }), (sequence) => {
      expectSoundEvents(broker, decodeFrames(broker, sequence.flat(), receivedAt));
    }),
  );
};

/** What a check of decoys may ask for. */
interface SilenceOptions {
  /** What the socket receives first, so that its clock is known and nothing waits for it. */
  readonly after?: readonly Frame[];
  /** What decoys may say all the same. */
  readonly except?: BrokerEvent['type'];
}

/** Such frames say nothing: no tick, no candle, nor anything else. */
export const expectSilence = (
  broker: Broker,
  decoys: fc.Arbitrary<Frames>,
  receivedAt: number,
  { after = [], except }: SilenceOptions = {},
): void => {
  fc.assert(
    fc.property(fc.array(decoys, { minLength: 1, maxLength: 4 }), (sequence) => {
      const decoder = broker.createDecoder();
      for (const frame of after) decoder.decode(frame, milliseconds(receivedAt));
      const events = sequence.flat().flatMap((frame) => decoder.decode(frame, milliseconds(receivedAt)));
      expect(events.filter(({ type }) => type !== except)).toEqual([]);
    }),
  );
};
