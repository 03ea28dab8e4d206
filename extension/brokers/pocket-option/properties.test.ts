import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectSilence, expectSound } from '../../../testing/decoder-properties.ts';
import {
  bytes,
  decode,
  DECOYS,
  header,
  inline,
  LIVE,
  NOW,
  T,
  type Frame,
} from '../../../testing/pocket-option-frames.ts';
import { milliseconds } from '../../../shared/units.ts';
import { pocketOption } from './pocket-option.ts';

describe('any input', () => {
  const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(T, T + 0.5, 0, -1, 1e300));
  const rows = fc.array(fc.oneof(fc.tuple(fc.string(), number, number), fc.jsonValue()), { maxLength: 5 });
  const payload = fc.oneof(
    fc.jsonValue(),
    rows,
    fc.record(
      { asset: fc.string(), period: number, history: rows, candles: rows, data: fc.jsonValue() },
      { requiredKeys: [] },
    ),
  );
  const event = fc.constantFrom(
    'updateStream',
    'updateHistoryNewFast',
    'loadHistoryPeriod',
    'updateAssets',
    'updateCharts',
    'successfavorite/change',
    ...DECOYS,
  );
  const frames = fc.oneof(
    fc.tuple(event, payload).map(([name, value]): Frame[] => [inline(name, value)]),
    fc.tuple(event, payload).map(([name, value]): Frame[] => [header(name), bytes(value)]),
    fc.constant([LIVE]),
  );

  test('throws nothing and gives only what is sound', () => {
    expectSound(pocketOption, frames, NOW);
  });

  test('any order, repetition and split into frames gives the same ticks', () => {
    const row = fc.tuple(
      fc.constantFrom('EURUSD_otc', '#AAPL_otc', '100GBP_otc'),
      fc.integer({ min: 0, max: 40 }).map((steps) => T + steps / 8),
      fc.integer({ min: 1, max: 9 }).map((price) => price / 10),
    );
    const split = fc.array(fc.tuple(fc.array(row, { minLength: 1, maxLength: 6 }), fc.boolean()), {
      minLength: 1,
      maxLength: 10,
    });
    const told = (frames: Frame[]): string[] => {
      const ticks = decode(frames, milliseconds(NOW + 5_000)).flatMap((event) =>
        event.type === 'ticks' ? event.ticks : [],
      );
      return [...new Set(ticks.map((tick) => JSON.stringify(tick)))].sort();
    };
    fc.assert(
      fc.property(split, fc.infiniteStream(fc.nat()), (parts, random) => {
        const whole = told([
          inline(
            'updateStream',
            parts.flatMap(([rows]) => rows),
          ),
        ]);
        const frames = [...parts, ...parts.slice(0, 3)]
          .map((part) => ({ part, at: Number(random.next().value) }))
          .sort((a, b) => a.at - b.at)
          .flatMap(({ part: [rows, attached] }) =>
            attached ? [header('updateStream'), bytes(rows)] : [inline('updateStream', rows)],
          );
        expect(told(frames)).toEqual(whole);
        expect(whole.length).toBeGreaterThan(0);
      }),
    );
  });

  test('decoys say nothing of prices, whatever they carry', () => {
    const decoys = fc
      .tuple(fc.constantFrom(...DECOYS), payload)
      .map(([name, value]): Frame[] => [header(name), bytes(value), inline(name, value)]);
    // Assets are read where they are a list of them, and are no prices.
    expectSilence(pocketOption, decoys, NOW, { after: [LIVE], except: 'assets' });
  });
});
