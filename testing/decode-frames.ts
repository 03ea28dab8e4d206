import { expect } from 'vitest';
import type { Broker, BrokerEvent } from '../extension/brokers/broker.ts';
import { milliseconds } from '../shared/units.ts';
import type { Tick } from '../shared/tick.ts';
import type { WireFrame } from '../simulator/dialects/dialect.ts';

/** What a new socket of this broker's page says when it receives these frames at one time, UTC ms. */
export const decodeFrames = (
  broker: Broker,
  frames: readonly WireFrame[],
  receivedAt: number,
): BrokerEvent[] => {
  const decoder = broker.createDecoder();
  return frames.flatMap((frame) => decoder.decode(frame, milliseconds(receivedAt)));
};

/** The ticks of these events, in order. */
export const ticksOf = (events: readonly BrokerEvent[], origin?: 'live' | 'history'): Tick[] =>
  events.flatMap((event) =>
    event.type === 'ticks' && (origin === undefined || event.origin === origin) ? event.ticks : [],
  );

/** Whatever came in, every price is finite and positive and every time a whole number of milliseconds. */
export const expectSoundTicks = (events: readonly BrokerEvent[]): void => {
  for (const { price, timestamp } of ticksOf(events)) {
    expect(Number.isFinite(price) && price > 0).toBe(true);
    expect(Number.isSafeInteger(timestamp)).toBe(true);
  }
};

/** A JSON value as the bytes of a binary frame. */
export const jsonBytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
