import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectSilence, expectSound } from '../../../testing/decoder-properties.ts';
import { candle, decode, DECOYS, frame, NOW, sync, T } from '../../../testing/iq-option-frames.ts';
import { iqOption } from './iq-option.ts';

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
  const said = fc.oneof(
    fc.tuple(name, msg).map(([event, value]) => frame(event, value)),
    fc.constantFrom(sync(), candle(76, T, 1.1)),
  );

  test('throws nothing and gives only what is sound', () => {
    expectSound(iqOption, said, NOW);
  });

  test('decoys say nothing, whatever they carry', () => {
    const decoys = fc.tuple(fc.constantFrom(...DECOYS), msg).map(([event, value]) => frame(event, value));
    expectSilence(iqOption, decoys, NOW, { after: [sync()] });
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
