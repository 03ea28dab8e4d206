import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  attachment,
  decode,
  decodeLive,
  DECOYS,
  header,
  inline,
  LIVE,
  T,
  type Frame,
} from '../../../testing/quotex-frames.ts';

describe('any input', () => {
  const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(T, T + 0.5, 0, -1, 1e300));
  const rows = fc.array(fc.oneof(fc.tuple(fc.string(), number, number, number), fc.jsonValue()), {
    maxLength: 5,
  });
  const payload = fc.oneof(
    fc.jsonValue(),
    rows,
    fc.record({ asset: fc.string(), period: number, history: rows, candles: rows }, { requiredKeys: [] }),
  );
  const event = fc.constantFrom('quotes/stream', 'history/list/v2', 'instruments/list', ...DECOYS);
  const frames = fc.oneof(
    fc.tuple(event, payload).map(([name, value]): Frame[] => [inline(name, value)]),
    fc.tuple(event, payload).map(([name, value]): Frame[] => [header(name), attachment(value)]),
    // Out of step.
    event.map((name): Frame[] => [header(name)]),
    payload.map((value): Frame[] => [attachment(value)]),
    fc.string().map((text): Frame[] => [text]),
    fc.uint8Array().map((raw): Frame[] => [raw]),
    fc.constant([LIVE]),
  );

  test('throws nothing and gives only sound ticks', () => {
    fc.assert(
      fc.property(fc.array(frames, { maxLength: 10 }), (sequence) => {
        for (const said of decode(sequence.flat())) {
          if (said.type !== 'ticks') continue;
          for (const { price, timestamp } of said.ticks) {
            expect(Number.isFinite(price) && price > 0).toBe(true);
            expect(Number.isSafeInteger(timestamp)).toBe(true);
          }
        }
      }),
    );
  });

  test('decoys with any payload say nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...DECOYS), payload, (name, value) => {
        expect(decodeLive(header(name), attachment(value), inline(name, value))).toEqual([]);
      }),
    );
  });
});
