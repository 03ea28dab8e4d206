import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOfSite } from '../extension/brokers/site-host.ts';
import type { Broker } from '../extension/brokers/broker.ts';
import { brokerName } from '../shared/broker-names.ts';
import { pairOf } from '../shared/pair.ts';
import type { BrokerDialect, SentPrice } from '../simulator/dialects/dialect.ts';
import { decodeFrames, ticksIn } from './decode-frames.ts';
import { expectSoundEvents } from './decoder-properties.ts';

const NOW = Date.UTC(2026, 10, 20, 12, 30, 7, 321);
/** Prices are sent over so long, ms. */
const SPAN_MS = 60_000;

const written = (brokerId: string, sent: readonly SentPrice[]): string[] =>
  sent.map(({ symbol, price, timestamp }) => `${pairOf(brokerId, symbol)} ${price} ${timestamp}`);

/**
 * Ticks by pair, each pair's in their order and each of them once: a page may be told of one trade in two ways, and a
 * message may have one pair's prices alone.
 */
const inOrder = (ticks: readonly string[]): string[] => {
  const pair = (tick: string): string => tick.slice(0, tick.indexOf(' '));
  return [...new Set(ticks)].sort((a, b) => (pair(a) < pair(b) ? -1 : Number(pair(a) > pair(b))));
};

/** Whatever a market may have: few decimals or as many as a number holds, and from far below one to far above. */
const priceOf = ({ symbols, resolutionMs: step = 1 }: BrokerDialect): fc.Arbitrary<SentPrice> =>
  fc.record({
    symbol: fc.constantFrom(...symbols),
    price: fc.oneof(
      fc.integer({ min: 1, max: 9_999_999 }).map((points) => points / 100_000),
      fc.double({ min: 1e-9, max: 1e9, noNaN: true }),
      fc.constantFrom(1.5, 0.000_012_34, 1e-9, 123_456.789_012, 7),
    ),
    timestamp: fc.nat(SPAN_MS).map((age) => Math.floor((NOW - age) / step) * step),
  });

/**
 * That a broker's decoder gets exactly the prices that its dialect has written, live and past, and none of its decoys.
 * A live price follows all that is checked: a measured clock lets nothing out before it, UTC does not wait for it.
 */
export const describeDialect = (broker: Broker, dialect: BrokerDialect): void => {
  const batches = fc.array(fc.array(priceOf(dialect), { minLength: 1, maxLength: 8 }), { minLength: 1 });
  const past = dialect.history?.(NOW) ?? { frames: [], ticks: [] };

  describe(`${brokerName(broker.id)} at ${dialect.feed}`, () => {
    test("its page is of one of the broker's hosts", () => {
      expect(dialect.brokerId).toBe(broker.id);
      const host = new URL(dialect.page).hostname;
      expect(broker.hosts.some((known) => isOfSite(host, known))).toBe(true);
    });

    test('nothing of the opening is a price, also once the clock is known', () => {
      fc.assert(
        fc.property(priceOf(dialect), (one) => {
          const events = decodeFrames(broker, [...dialect.opening(NOW), ...dialect.prices([one])], NOW);
          expect(inOrder(ticksIn(events))).toEqual(written(broker.id, [one]));
          expect(ticksIn(events, 'history')).toEqual([]);
          expect(events.filter(({ type }) => type === 'candles')).toEqual([]);
        }),
      );
    });

    test('every price comes out as it was sent, the past as the past', () => {
      expect(past.ticks.length > 0).toBe(dialect.history !== undefined);
      fc.assert(
        fc.property(batches, (sent) => {
          const live = sent.flatMap((prices) => dialect.prices(prices));
          const events = decodeFrames(broker, [...dialect.opening(NOW), ...past.frames, ...live], NOW);
          expectSoundEvents(broker, events);
          expect(inOrder(ticksIn(events))).toEqual(inOrder(written(broker.id, sent.flat())));
          expect(inOrder(ticksIn(events, 'history'))).toEqual(inOrder(written(broker.id, past.ticks)));
        }),
      );
    });
  });
};
