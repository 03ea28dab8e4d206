import fc from 'fast-check';
import { expect } from 'vitest';
import type { Broker } from '../extension/brokers/broker.ts';
import { pairOf } from '../shared/pair.ts';
import { milliseconds } from '../shared/units.ts';
import type { BrokerDialect, SentPrice } from '../simulator/dialects/dialect.ts';
import { eventsOf, ticksIn } from './decoder-properties.ts';

const NOW = Date.UTC(2026, 0, 5, 10, 30, 17, 321);

const written = (brokerId: string, sent: readonly SentPrice[]): string[] =>
  sent.map(({ symbol, price, timestamp }) => `${pairOf(brokerId, symbol)} ${price} ${timestamp}`);

const sorted = (ticks: readonly string[]): string[] => [...new Set(ticks)].sort();

/** What the opening says is neither a tick nor a candle. */
export const expectQuietOpening = (broker: Broker, dialect: BrokerDialect): void => {
  const events = eventsOf(broker, dialect.opening(NOW), NOW);
  expect(events.filter(({ type }) => type === 'ticks' || type === 'candles')).toEqual([]);
};

/** The history comes out as it was sent, and as history. */
export const expectHistory = (broker: Broker, dialect: BrokerDialect): void => {
  const history = dialect.history?.(NOW);
  if (!history) throw new Error(`${dialect.brokerId} has no history`);
  const events = eventsOf(broker, [...dialect.opening(NOW), ...history.frames], NOW);
  expect(history.ticks.length).toBeGreaterThan(0);
  expect(sorted(ticksIn(events, 'history'))).toEqual(sorted(written(broker.id, history.ticks)));
  expect(ticksIn(events)).toEqual([]);
};

/** Whatever prices are sent, after the opening and the history, come out as they were, each time to its millisecond. */
export const expectPrices = (broker: Broker, dialect: BrokerDialect): void => {
  const { resolutionMs = 1 } = dialect;
  const price = fc.record({
    symbol: fc.constantFrom(...dialect.symbols),
    price: fc.oneof(
      fc.integer({ min: 1, max: 20_000_000 }).map((steps) => steps / 100),
      fc.constantFrom(1.5, 0.000_012_34, 1e-9, 123_456.789_012, 7),
    ),
    timestamp: fc.nat(5_000).map((after) => Math.floor((NOW + after) / resolutionMs) * resolutionMs),
  });
  const batches = fc.array(fc.array(price, { minLength: 1, maxLength: 8 }));
  fc.assert(
    fc.property(batches, (sent) => {
      const decoder = broker.createDecoder();
      const before = [...dialect.opening(NOW), ...(dialect.history?.(NOW).frames ?? [])];
      for (const frame of before) decoder.decode(frame, milliseconds(NOW));
      const events = sent.flatMap((batch) =>
        dialect.prices(batch).flatMap((frame) => decoder.decode(frame, milliseconds(NOW + 5_000))),
      );
      expect(sorted(ticksIn(events))).toEqual(sorted(written(broker.id, sent.flat())));
    }),
  );
};
