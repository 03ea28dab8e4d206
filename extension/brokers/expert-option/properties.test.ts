import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WireFrame } from '../../../simulator/dialects/dialect.ts';
import { decodeFrames, expectSoundTicks, jsonBytes } from '../../../testing/decode-frames.ts';
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
const frame = fc.oneof<fc.Arbitrary<WireFrame>[]>(
  message.map((json) => JSON.stringify(json)),
  message.map(jsonBytes),
  fc.string(),
  fc.uint8Array(),
);

test('no frames make it throw, and every tick is sound', () => {
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 10 }), (frames) => {
      expectSoundTicks(decodeFrames(expertOption, frames, NOW));
    }),
  );
});

test('decoys say nothing, whatever they carry', () => {
  fc.assert(
    fc.property(fc.constantFrom(...DECOYS), fc.jsonValue(), (action, payload) => {
      const decoy = { action, message: payload };
      expect(decodeFrames(expertOption, [JSON.stringify(decoy), jsonBytes(several(decoy))], NOW)).toEqual([]);
    }),
  );
});
