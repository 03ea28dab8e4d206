import fc from 'fast-check';
import { test } from 'vitest';
import { expectSilence, expectSound, framed } from '../../../testing/decoder-properties.ts';
import {
  candle,
  DECOYS,
  history,
  LIVE,
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

test('no frames make it throw, and all that comes out is sound', () => {
  expectSound(olympTrade, framed(fc.array(message)), NOW);
});

test('decoys say nothing, whatever they carry', () => {
  const rows = fc.oneof(fc.jsonValue(), fc.array(fc.constant(row('EURUSD', T, 1.5))));
  const decoy = fc.record({ e: fc.constantFrom(...DECOYS), t: fc.constant(2), d: rows });
  expectSilence(olympTrade, framed(fc.array(decoy)), NOW, { after: [JSON.stringify([LIVE])] });
});
