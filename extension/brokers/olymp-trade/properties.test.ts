import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WireFrame } from '../../../simulator/dialects/dialect.ts';
import { decodeFrames, expectSoundTicks, jsonBytes } from '../../../testing/decode-frames.ts';
import {
  candle,
  DECOYS,
  history,
  LIVE,
  LIVE_EVENT,
  MINUTE,
  NOW,
  row,
  T,
  ticks,
} from '../../../testing/olymp-trade-frames.ts';
import { olympTrade } from './olymp-trade.ts';

const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(T, MINUTE - 60, 60, 0, -1, 1e300));
const message = fc.oneof(
  fc.array(fc.tuple(fc.string(), number, number)).map((rows) => ticks(...rows.map((args) => row(...args)))),
  fc
    .tuple(fc.constantFrom(3, 4), number, fc.array(fc.tuple(number, number)))
    .map(([e, tf, rows]) => history(e, tf, ...rows.map(([t, open]) => candle(t, open)))),
  fc.tuple(fc.constantFrom(1, 3, 4, 1054, ...DECOYS), fc.jsonValue()).map(([e, d]) => ({ e, t: 2, d })),
  fc.jsonValue(),
  fc.constant(LIVE),
);
const frame = fc.oneof<fc.Arbitrary<WireFrame>[]>(
  fc.array(message).map((json) => JSON.stringify(json)),
  fc.array(message).map(jsonBytes),
  fc.string(),
  fc.uint8Array(),
);

test('no frames make it throw, and every tick is sound', () => {
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 10 }), (frames) => {
      expectSoundTicks(decodeFrames(olympTrade, frames, NOW));
    }),
  );
});

test('decoys say nothing, whatever they carry', () => {
  fc.assert(
    fc.property(fc.constantFrom(...DECOYS), fc.jsonValue(), (e, d) => {
      const frames = [[LIVE], [{ e, t: 2, d }]].map((messages) => JSON.stringify(messages));
      expect(decodeFrames(olympTrade, frames, NOW)).toEqual([LIVE_EVENT]);
    }),
  );
});
