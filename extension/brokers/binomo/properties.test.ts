import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WireFrame } from '../../../simulator/dialects/dialect.ts';
import { iso, message, NOW, quote, T } from '../../../testing/binomo-frames.ts';
import { decodeFrames, expectSoundTicks, jsonBytes } from '../../../testing/decode-frames.ts';
import { isRecord } from '../wire/wire-values.ts';
import { binomo } from './binomo.ts';

const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(T, T / 1000, 0, -1, 1e300));
const asset = fc.oneof(
  fc
    .tuple(
      fc.oneof(fc.string(), fc.constantFrom('EUR/USD', 'Z-CRY/IDX')),
      number,
      fc.oneof(number, fc.string(), fc.constantFrom(iso(T), iso(T - 3_600_000))),
    )
    .map(([ric, rate, time]) => quote(ric, rate, time)),
  fc.jsonValue(),
);
const value = fc.oneof(
  fc.array(asset).map((assets) => message(...assets)),
  fc.jsonValue().map((data) => ({ data, action: 'assets' })),
  fc.jsonValue(),
);
const frame = fc.oneof<fc.Arbitrary<WireFrame>[]>(
  value.map((json) => JSON.stringify(json)),
  value.map(jsonBytes),
  fc.string(),
  fc.uint8Array(),
  fc.constantFrom('{"assets"', '"assets"', '{"data":[{"action":"assets","assets":['),
);

test('no frames make it throw, and every tick is sound', () => {
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 10 }), (frames) => {
      expectSoundTicks(decodeFrames(binomo, frames, NOW));
    }),
  );
});

test('says nothing in a Phoenix message, whatever it carries', () => {
  fc.assert(
    fc.property(fc.string(), value, (event, payload) => {
      const told = isRecord(payload) ? payload : {};
      const named = { ...told, topic: 'base', event, payload, ref: null };
      const listed = ['1', null, 'base', event, payload];
      expect(decodeFrames(binomo, [named, listed].map(jsonBytes), NOW)).toEqual([]);
    }),
  );
});
