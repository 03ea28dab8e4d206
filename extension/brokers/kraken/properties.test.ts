import fc from 'fast-check';
import { describe, test } from 'vitest';
import { expectSilence, expectSound, framed } from '../../../testing/decoder-properties.ts';
import { at, candle, DECOYS, MINUTE, NOW, seconds, status, T } from '../../../testing/kraken-frames.ts';
import { kraken } from './kraken.ts';

describe('any input', () => {
  const value = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(0.5, '0.5', at(T), seconds(T), 'XBT/USD', 'trade', 1),
  );
  const row = fc.oneof(
    fc.record({ symbol: value, price: value, timestamp: value }),
    fc.constantFrom(candle(MINUTE), candle(MINUTE - 60_000)),
    fc.array(value),
  );
  const second = (name: fc.Arbitrary<string>) =>
    fc.record({ channel: name, type: fc.constantFrom('update', 'snapshot', 'x'), data: fc.array(row) });
  const first = (name: fc.Arbitrary<string>) =>
    fc.tuple(value, fc.array(row), name, fc.oneof(value, fc.constant('XBT/USD')));

  test('throws nothing and gives only what is sound', () => {
    const name = fc.constantFrom('trade', 'ohlc', ...DECOYS);
    expectSound(kraken, framed(fc.oneof(second(name), first(name), fc.constant(status('trade')))), NOW);
  });

  test('decoys say nothing, whatever they carry', () => {
    const name = fc.constantFrom(...DECOYS);
    expectSilence(kraken, framed(fc.oneof(second(name), first(name))), NOW);
  });
});
