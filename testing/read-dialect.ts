import fc from 'fast-check';
import { expect } from 'vitest';
import type { Broker } from '../extension/brokers/broker.ts';
import { pairOf } from '../shared/pair.ts';
import type { BrokerDialect, SentPrice } from '../simulator/dialects/dialect.ts';
import { decodeFrames, ticksOf } from './decode-frames.ts';

const NOW = Date.UTC(2026, 10, 20, 12, 30, 7, 400);
/** Prices are sent over so long, ms. */
const SPAN_MS = 300_000;

const told = (brokerId: string, sent: readonly SentPrice[]) =>
  sent.map(({ symbol, price, timestamp }) => ({ pair: pairOf(brokerId, symbol), price, timestamp }));

/** That a broker's decoder gets exactly the ticks that its dialect has written, live and past, and none of its decoys. */
export const expectDialectRead = (broker: Broker, dialect: BrokerDialect): void => {
  expect(dialect.brokerId).toBe(broker.id);
  const host = new URL(dialect.page).hostname;
  expect(broker.hosts.some((known) => host === known || host.endsWith(`.${known}`))).toBe(true);
  const step = dialect.resolutionMs ?? 1;
  const start = NOW - (NOW % step);
  const price = fc.record({
    symbol: fc.constantFrom(...dialect.symbols),
    price: fc.oneof(
      fc.integer({ min: 1, max: 9_999_999 }).map((points) => points / 100_000),
      fc.double({ min: 1e-9, max: 1e9, noNaN: true }),
    ),
    timestamp: fc.nat(SPAN_MS / step - 1).map((steps) => start + steps * step),
  });
  const frames = fc.array(fc.array(price, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(frames, (sent) => {
      const wire = [...dialect.opening(NOW), ...sent.flatMap((prices) => dialect.prices(prices))];
      const events = decodeFrames(broker, wire, NOW);
      expect(ticksOf(events)).toEqual(told(broker.id, sent.flat()));
    }),
  );
  const past = dialect.history?.(NOW);
  if (!past) return;
  const [symbol = ''] = dialect.symbols;
  const live = dialect.prices([{ symbol, price: 1, timestamp: start }]);
  const events = decodeFrames(broker, [...past.frames, ...live], NOW);
  expect(past.ticks.length).toBeGreaterThan(0);
  expect(ticksOf(events, 'history')).toEqual(told(broker.id, past.ticks));
};
