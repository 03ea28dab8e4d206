import fc from 'fast-check';
import { test } from 'vitest';
import { expectSilence, expectSound, framed } from '../../../testing/decoder-properties.ts';
import { assets, candles, DECOYS, EURUSD, NOW, several, T } from '../../../testing/expert-option-frames.ts';
import { expertOption } from './expert-option.ts';

const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(T, T + 0.5, 142, 0, -1, 1e300));
const answer = fc.oneof(
  fc.tuple(number, number, number).map(([id, time, price]) => candles(id, time, price)),
  fc
    .tuple(number, fc.string(), fc.jsonValue())
    .map(([id, symbol, other]) => assets({ ...EURUSD, id, symbol }, { ...EURUSD, digits: other }, other)),
  fc
    .tuple(fc.constantFrom('candles', 'assets', 'multipleAction', ...DECOYS), fc.jsonValue())
    .map(([action, message]) => ({ action, message })),
  fc.jsonValue(),
);
const message = fc.oneof(
  answer,
  fc.array(answer).map((actions) => several(...actions)),
);

test('no frames make it throw, and all that comes out is sound', () => {
  expectSound(expertOption, framed(message), NOW);
});

test('decoys say nothing, whatever they carry', () => {
  const decoy = fc.record({ action: fc.constantFrom(...DECOYS), message: fc.oneof(message, fc.jsonValue()) });
  const alone = fc.oneof(
    decoy,
    fc.array(decoy).map((actions) => several(...actions)),
  );
  expectSilence(expertOption, framed(alone), NOW, { after: [JSON.stringify(candles(142, T, 1.0625))] });
});
