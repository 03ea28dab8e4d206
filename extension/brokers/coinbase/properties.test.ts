import fc from 'fast-check';
import { describe, test } from 'vitest';
import { at, CHANNELS, match, NOW, T, ticker, TYPES } from '../../../testing/coinbase-frames.ts';
import { expectSilence, expectSound, framed } from '../../../testing/decoder-properties.ts';
import { coinbase } from './coinbase.ts';

describe('any input', () => {
  const value = fc.oneof(fc.jsonValue(), fc.constantFrom('400.23', at(T), 'BTC-USD', '0001-01-01T00:00:00Z'));
  const fields = { product_id: value, price: value, time: value };
  const exchange = (type: fc.Arbitrary<string>) => fc.record({ type, ...fields });
  const advanced = (channel: fc.Arbitrary<string>) =>
    fc.record({
      channel,
      type: fc.constantFrom('match', 'ticker'),
      events: fc.array(
        fc.oneof(
          value,
          fc.record({
            type: fc.constantFrom('update', 'snapshot', 'x'),
            trades: fc.array(fc.oneof(fc.record(fields), fc.constant(match), value)),
          }),
        ),
      ),
      ...fields,
    });

  test('throws nothing and gives only what is sound', () => {
    const message = fc.oneof(
      exchange(fc.constantFrom('match', 'last_match', 'ticker', ...TYPES)),
      advanced(fc.constantFrom('market_trades', ...CHANNELS)),
      fc.constantFrom(match, ticker),
    );
    expectSound(coinbase, framed(message), NOW);
  });

  test('decoys say nothing, whatever they carry', () => {
    const message = fc.oneof(exchange(fc.constantFrom(...TYPES)), advanced(fc.constantFrom(...CHANNELS)));
    expectSilence(coinbase, framed(message), NOW);
  });
});
