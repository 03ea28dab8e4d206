import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WireFrame } from '../../../simulator/dialects/dialect.ts';
import { decodeFrames, expectSoundTicks, jsonBytes } from '../../../testing/decode-frames.ts';
import { olympTrade } from './olymp-trade.ts';

/** Epoch seconds. */
const T = Date.UTC(2026, 10, 20, 12, 30, 7) / 1000;
const NOW = T * 1000 + 900;
const MINUTE = T - (T % 60);

const row = (p: unknown, t: unknown, q: unknown) => ({ p, t, q });
const ticks = (...d: unknown[]) => ({ e: 1, t: 2, d });
const candle = (t: unknown, open: unknown, high = 4) => ({ t, open, high, low: 0.5, close: 2 });
const history = (e: number, tf: unknown, ...candles: unknown[]) => ({
  e,
  t: 3,
  uuid: 'K9',
  d: [{ p: 'EURUSD', tf, candles }],
});
const instruments = (...d: unknown[]) => ({ e: 1054, t: 1, d });
/** Each argument is one frame's messages. */
const decode = (...frames: unknown[][]) =>
  decodeFrames(
    olympTrade,
    frames.map((frame) => JSON.stringify(frame)),
    NOW,
  );
const live = (...told: [string, number, number][]) => ({
  type: 'ticks',
  origin: 'live',
  ticks: told.map(([pair, price, seconds]) => ({ pair, price, timestamp: seconds * 1000 })),
});
const LIVE = ticks(row('EURUSD', T, 1.0625));
const LIVE_EVENT = live(['EURUSD@olymp-trade', 1.0625, T]);

describe('ticks', () => {
  test('of several messages and rows, the bad ones left out', () => {
    const bad = [row('EURUSD', T, 0), row('EURUSD', T, '1'), row('EURUSD', '1', 1), row(7, T, 1), null, []];
    const frame = [LIVE, { e: 90, t: 3 }, ticks(...bad, row('ASIA_X', T + 0.5, 5), row('a b', T, 1))];
    expect(decode(frame)).toEqual([LIVE_EVENT, live(['ASIA_X@olymp-trade', 5, T + 0.5])]);
  });

  test('bytes of JSON', () => {
    expect(decodeFrames(olympTrade, [jsonBytes([LIVE])], NOW)).toEqual([LIVE_EVENT]);
  });

  test('the clock is measured: times three hours ahead come out as UTC', () => {
    expect(decode([ticks(row('EURUSD', T + 10_800, 1.0625))])).toEqual([LIVE_EVENT]);
  });
});

describe('history', () => {
  const rows = [
    candle(MINUTE - 120, 1),
    candle(MINUTE - 60, 1.5),
    candle(MINUTE, 1.75),
    candle(MINUTE - 180, 'x'),
    candle(MINUTE - 240, 1, 0.75),
    null,
  ];
  const told = {
    type: 'candles',
    pair: 'EURUSD@olymp-trade',
    duration: 60_000,
    candles: [1, 1.5].map((open, i) => ({
      time: (MINUTE - 120 + i * 60) * 1000,
      open,
      high: 4,
      low: 0.5,
      close: 2,
      ticks: 0,
    })),
  };

  test.each([3, 4])('event %d: ended candles, once a live tick has told the clock', (event) => {
    expect(decode([history(event, 60, ...rows)])).toEqual([]);
    expect(decode([history(event, 60, ...rows)], [LIVE])).toEqual([LIVE_EVENT, told]);
    expect(decode([LIVE], [history(event, 60, ...rows)])).toEqual([LIVE_EVENT, told]);
  });

  test.each([undefined, 0, -60, '60', 1.00001, null])('with a length of %j it says nothing', (tf) => {
    expect(decode([LIVE], [history(4, tf, ...rows)])).toEqual([LIVE_EVENT]);
  });
});

describe('instruments', () => {
  test('are the assets; rows that lack something are passed over', () => {
    const asset = { id: 'EURUSD', title: 'EUR/USD', group: 'forex', precision: 5 };
    expect(decode([instruments(null, {}, { ...asset, precision: '5' }, asset)])).toEqual([
      {
        type: 'assets',
        assets: [
          {
            pair: 'EURUSD@olymp-trade',
            label: 'EUR/USD',
            digits: 5,
            kind: 'forex',
            payout: undefined,
            open: undefined,
          },
        ],
      },
    ]);
    expect(decode([instruments()])).toEqual([]);
  });
});

/** New bars, deals, balances, sentiment, pings; and what is no event's number. */
const DECOYS = [2, 10, 11, 20, 21, 22, 26, 50, 52, 55, 70, 72, 73, 90, 1003, 1068, '1', 1.5, null, true];

test.each(DECOYS)('event %j says nothing', (e) => {
  const rows = [{ ...row('EURUSD', T, 1.0625), ...history(4, 60, candle(MINUTE - 60, 1)).d[0] }];
  expect(decode([LIVE], [{ e, t: 2, d: rows }])).toEqual([LIVE_EVENT]);
});

test.each([
  '',
  '{',
  '[',
  'null',
  '{"e":1,"t":2,"d":[]}',
  '[1]',
  '[[]]',
  '[{"e":1}]',
  '[{"e":1,"d":{"p":"A"}}]',
])('%j says nothing', (frame) => {
  expect(decodeFrames(olympTrade, [frame], NOW)).toEqual([]);
});

test('one message outside an array says nothing', () => {
  expect(decodeFrames(olympTrade, [JSON.stringify(LIVE)], NOW)).toEqual([]);
});

describe('any input', () => {
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

  test('throws nothing and gives only sound ticks', () => {
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 10 }), (frames) => {
        expectSoundTicks(decodeFrames(olympTrade, frames, NOW));
      }),
    );
  });

  test('decoys say nothing, whatever they carry', () => {
    fc.assert(
      fc.property(fc.constantFrom(...DECOYS), fc.jsonValue(), (e, d) => {
        expect(decode([LIVE], [{ e, t: 2, d }])).toEqual([LIVE_EVENT]);
      }),
    );
  });
});
