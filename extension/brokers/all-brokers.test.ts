import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DIALECTS } from '../../simulator/dialects/dialects.ts';
import { coinbaseAdvancedDialect } from '../../simulator/dialects/coinbase-advanced.ts';
import type { BrokerDialect } from '../../simulator/dialects/dialect.ts';
import { krakenV1Dialect } from '../../simulator/dialects/kraken-v1.ts';
import { decodeFrames, ticksIn, type Frame } from '../../testing/decode-frames.ts';
import { anyFrame, expectSound } from '../../testing/decoder-properties.ts';
import { LIVE, NOW as POCKET_OPTION_NOW } from '../../testing/pocket-option-frames.ts';
import { BROKERS } from './brokers.ts';

const NOW = Date.UTC(2026, 10, 20, 12, 30, 7);

/** What one broker's page receives. */
interface Wire {
  readonly brokerId: string;
  readonly feed: string;
  readonly frames: readonly Frame[];
  readonly receivedAt: number;
}

/** Opening, past and a price of each symbol. */
const wireOf = ({ brokerId, feed, symbols, ...dialect }: BrokerDialect): Wire => ({
  brokerId,
  feed,
  frames: [
    ...dialect.opening(NOW),
    ...(dialect.history?.(NOW).frames ?? []),
    ...dialect.prices(symbols.map((symbol) => ({ symbol, price: 1.5, timestamp: NOW - 7_000 }))),
  ],
  receivedAt: NOW,
});

const WIRES: readonly Wire[] = [
  // Pocket Option's simulator is no dialect.
  { brokerId: 'pocket-option', feed: 'Pocket Option', frames: [LIVE], receivedAt: POCKET_OPTION_NOW },
  ...[...DIALECTS, coinbaseAdvancedDialect, krakenV1Dialect].map(wireOf),
];

/** Brokers of one platform under names of their own: the page's host alone tells them apart. */
const ONE_PLATFORM = ['iq-option', 'exnova', 'avalon', 'bull-ex'];
const isOneWire = (a: string, b: string): boolean =>
  a === b || (ONE_PLATFORM.includes(a) && ONE_PLATFORM.includes(b));

describe.each(BROKERS)('$name', (broker) => {
  test('throws nothing and gives only what is sound, whatever it receives', () => {
    const sent = fc.constantFrom(...WIRES.flatMap(({ frames }) => frames));
    expectSound(broker, fc.oneof(sent, anyFrame), NOW);
  });

  test("reads its own frames and none of another broker's", () => {
    const read = WIRES.filter(({ frames, receivedAt }) => {
      const events = decodeFrames(broker, frames, receivedAt);
      return [...ticksIn(events), ...ticksIn(events, 'history')].length > 0;
    });
    const own = WIRES.filter(({ brokerId }) => isOneWire(brokerId, broker.id));
    expect(own.length).toBeGreaterThan(0);
    expect(read.map(({ feed }) => feed)).toEqual(own.map(({ feed }) => feed));
  });
});
