import fc from 'fast-check';
import { describe, test } from 'vitest';
import { DECOYS, k, kline, MINUTE, NOW, T, trade } from '../../../testing/binance-frames.ts';
import { expectSilence, expectSound, framed } from '../../../testing/decoder-properties.ts';
import { binance } from './binance.ts';

describe('any input', () => {
  const value = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(T, T * 1000, MINUTE, '1.5', '0', '1m', 'BTCUSDT', true),
  );
  const fields = (name: fc.Arbitrary<string>) =>
    fc.record({ e: name, s: value, p: value, T: value, M: value, k: fc.oneof(fc.constant(k), value) });
  const said = (event: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
    fc.oneof(
      event,
      event.map((data) => ({ stream: 'btcusdt@trade', data })),
      fc.array(event),
    );

  test('throws nothing and gives only what is sound', () => {
    const name = fc.constantFrom('trade', 'aggTrade', 'kline', ...DECOYS);
    expectSound(binance, framed(said(fc.oneof(fields(name), fc.constantFrom(trade, kline)))), NOW);
  });

  test('decoys say nothing, whatever they carry', () => {
    const decoys = framed(said(fields(fc.constantFrom(...DECOYS))));
    // After a spot trade the socket's candles are read.
    expectSilence(binance, decoys, NOW, { after: [JSON.stringify(trade)] });
  });
});
