import { describe, expect, test } from 'vitest';
import { iqOptionDialects } from '../../../simulator/dialects/iq-option.ts';
import { decodeFrames, ticksIn } from '../../../testing/decode-frames.ts';
import { describeDialect } from '../../../testing/dialect-check.ts';
import { avalon, bullEx, exnova, iqOption } from './iq-option.ts';

const NOW = 1790265979214;
const BROKERS = [iqOption, exnova, avalon, bullEx];

test('there is a dialect of each broker', () => {
  expect(iqOptionDialects.map(({ brokerId }) => brokerId)).toEqual(BROKERS.map(({ id }) => id));
});

describe.each(BROKERS)('$id', (broker) => {
  const [dialect] = iqOptionDialects.filter(({ brokerId }) => brokerId === broker.id);
  if (!dialect) throw new Error(`${broker.id} has no dialect`);

  describeDialect(broker, dialect);

  test('its opening names its assets', () => {
    const events = decodeFrames(broker, dialect.opening(NOW), NOW);
    expect(events.flatMap((event) => (event.type === 'assets' ? event.assets : []))).toMatchObject(
      dialect.symbols.map((symbol) => ({ pair: `${symbol}@${broker.id}`, open: true })),
    );
  });

  test('a price that comes with every candle size comes out once', () => {
    const sent = dialect.symbols.map((symbol, i) => ({ symbol, price: 1.1 + i, timestamp: NOW - 7 * i }));
    const events = decodeFrames(broker, [...dialect.opening(NOW), ...dialect.prices(sent)], NOW);
    expect(ticksIn(events)).toEqual(
      sent.map(({ symbol, price, timestamp }) => `${symbol}@${broker.id} ${price} ${timestamp}`),
    );
  });
});
