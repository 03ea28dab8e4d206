import fc from 'fast-check';
import { describe, test } from 'vitest';
import { expectSilence, expectSound } from '../../../testing/decoder-properties.ts';
import {
  attachment,
  DECOYS,
  header,
  inline,
  LIVE,
  NOW,
  T,
  type Frame,
} from '../../../testing/quotex-frames.ts';
import { quotex } from './quotex.ts';

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
    fc.constant([LIVE]),
  );

  test('throws nothing and gives only what is sound', () => {
    expectSound(quotex, frames, NOW);
  });

  test('decoys say nothing of prices, whatever they carry', () => {
    const decoys = fc
      .tuple(fc.constantFrom(...DECOYS), payload)
      .map(([name, value]): Frame[] => [header(name), attachment(value), inline(name, value)]);
    expectSilence(quotex, decoys, NOW, { after: [LIVE] });
  });
});
