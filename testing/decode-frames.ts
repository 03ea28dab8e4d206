import type { Broker, BrokerEvent } from '../extension/brokers/broker.ts';
import { milliseconds } from '../shared/units.ts';

/** A WebSocket frame: text, or bytes for a binary one. */
export type Frame = string | Uint8Array;

/** What a new socket of this broker's page says when it receives these frames at one time, UTC ms. */
export const decodeFrames = (broker: Broker, frames: readonly Frame[], receivedAt: number): BrokerEvent[] => {
  const decoder = broker.createDecoder();
  return frames.flatMap((frame) => decoder.decode(frame, milliseconds(receivedAt)));
};

/** The same of messages, each of them JSON in a text frame. */
export const decodeJson = (broker: Broker, messages: readonly unknown[], receivedAt: number): BrokerEvent[] =>
  decodeFrames(
    broker,
    messages.map((message) => JSON.stringify(message)),
    receivedAt,
  );

/** The ticks of these events, in order, as `pair price timestamp`. */
export const ticksIn = (events: readonly BrokerEvent[], origin: 'live' | 'history' = 'live'): string[] =>
  events
    .flatMap((event) => (event.type === 'ticks' && event.origin === origin ? event.ticks : []))
    .map(({ pair, price, timestamp }) => `${pair} ${price} ${timestamp}`);

/** A JSON value as the bytes of a binary frame. */
export const jsonBytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
