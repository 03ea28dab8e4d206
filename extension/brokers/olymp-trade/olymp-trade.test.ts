import { describe, expect, test } from 'vitest';
import { decodeFrames, decodeJson, jsonBytes } from '../../../testing/decode-frames.ts';
import {
  candle,
  DECOYS,
  history,
  instruments,
  live,
  LIVE,
  LIVE_EVENT,
  MINUTE,
  NOW,
  row,
  T,
  ticks,
} from '../../../testing/olymp-trade-frames.ts';
import { olympTrade } from './olymp-trade.ts';

/** Each argument is one frame's messages. */
const decode = (...frames: unknown[][]) => decodeJson(olympTrade, frames, NOW);
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
