import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { candle, decode, DECOYS, frame, sync, T } from '../../../testing/iq-option-frames.ts';

describe('any input', () => {
  const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(T, T * 1e6, 0, -1, 1e300));
  const active = fc.record(
    {
      active_id: fc.oneof(number, fc.nat(100)),
      ...{ at: number, close: number, value: number, precision: number },
      ...{ name: fc.string(), ticker: fc.string(), is_suspended: fc.boolean() },
    },
    { requiredKeys: [] },
  );
  const msg = fc.oneof(
    fc.jsonValue(),
    number,
    active,
    fc.record({ underlying: fc.array(active), items: fc.array(active) }, { requiredKeys: [] }),
    fc.record({ turbo: fc.record({ actives: fc.dictionary(fc.string(), active) }) }),
  );
  const name = fc.constantFrom(
    'candle-generated',
    'candles-generated',
    'timeSync',
    'initialization-data',
    'underlying-list',
    ...DECOYS,
  );
  const frames = fc.oneof(
    fc.tuple(name, msg).map(([event, value]) => frame(event, value)),
    fc.string(),
    fc.json(),
    fc.uint8Array(),
    fc.constantFrom(sync(), candle(76, T, 1.1)),
  );

  test('throws nothing and gives only sound ticks', () => {
    fc.assert(
      fc.property(fc.array(frames, { maxLength: 10 }), (sequence) => {
        for (const said of decode(sequence)) {
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
      fc.property(fc.constantFrom(...DECOYS), msg, (decoy, value) => {
        expect(decode([sync(), frame(decoy, value)])).toEqual([]);
      }),
    );
  });

  test('every millisecond comes through its nanoseconds unchanged', () => {
    fc.assert(
      fc.property(fc.integer({ min: -60_000, max: 60_000 }), (offset) => {
        const [event] = decode([sync(), candle(76, T + offset, 1.1)]);
        expect(event).toMatchObject({ ticks: [{ timestamp: T + offset }] });
      }),
    );
  });
});
