import fc from 'fast-check';
import { test } from 'vitest';
import { expectSilence, expectSound, framed } from '../../../testing/decoder-properties.ts';
import { candles, DECOYS, history, NOW, ohlc, T, tick } from '../../../testing/deriv-frames.ts';
import { isRecord } from '../wire/wire-values.ts';
import { deriv } from './deriv.ts';

const number = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.double().map(String),
  fc.constantFrom(T, T - 60, String(T), '1.5', 0, -1, 1e300),
);
const symbol = fc.oneof(fc.string(), fc.constantFrom('R_100', 'frxEURUSD'));
const message = fc.oneof(
  fc.tuple(symbol, number, number).map(([name, time, price]) => tick(name, time, price)),
  fc.tuple(symbol, fc.integer(), number).map(([name, time, price]) => ohlc(name, time, price)),
  fc
    .tuple(fc.array(number), fc.array(number))
    .map(([prices, times]) => history({ ticks_history: 'R_100', end: 'latest' }, prices, times)),
  fc.array(fc.array(fc.integer())).map((rows) => candles({ ticks_history: 'R_100', granularity: 60 }, rows)),
  fc
    .tuple(fc.constantFrom('tick', 'ohlc', 'history', 'candles', 'active_symbols', ...DECOYS), fc.jsonValue())
    .map(([msg_type, value]) => ({ msg_type, [msg_type]: value, echo_req: value })),
  fc.jsonValue(),
);

test('no frames make it throw, and all that comes out is sound', () => {
  expectSound(deriv, framed(message), NOW);
});

test('decoys say nothing, whatever they carry', () => {
  const decoy = fc
    .tuple(fc.constantFrom(...DECOYS), message)
    .map(([msg_type, value]) => ({ ...(isRecord(value) ? value : { value }), msg_type }));
  expectSilence(deriv, framed(decoy), NOW);
});
