import fc from 'fast-check';
import { describe, test } from 'vitest';
import { bytes, DECOYS, k, kline, MINUTE, NOW, T, trade } from '../../../testing/binance-frames.ts';
import { expectNoPrices, expectSound, type Frame } from '../../../testing/decoder-properties.ts';
import { binance } from './binance.ts';

describe('any input', () => {
  const value = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(T, T * 1000, MINUTE, '1.5', '0', '1m', 'BTCUSDT', true),
  );
  const fields = (name: fc.Arbitrary<string>) =>
    fc.record({ e: name, s: value, p: value, T: value, M: value, k: fc.oneof(fc.constant(k), value) });
  const framed = (event: fc.Arbitrary<unknown>): fc.Arbitrary<Frame> =>
    fc.oneof(
      event.map((said) => JSON.stringify(said)),
      event.map((said) => JSON.stringify({ stream: 'btcusdt@trade', data: said })),
      fc.array(event).map((said) => bytes(said)),
    );

  test('throws nothing and gives only what is sound', () => {
    const name = fc.constantFrom('trade', 'aggTrade', 'kline', ...DECOYS);
    expectSound(binance, framed(fc.oneof(fields(name), fc.constantFrom(trade, kline))), NOW);
  });

  test('decoys give no price, whatever they carry', () => {
    expectNoPrices(binance, framed(fields(fc.constantFrom(...DECOYS))), NOW);
  });
});
