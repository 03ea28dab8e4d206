import { describe, expect, test } from 'vitest';
import { decodeJson } from '../../../testing/decode-frames.ts';
import { deriv } from './deriv.ts';
import { candles, history, NOW, T } from '../../../testing/deriv-frames.ts';

const decode = (...messages: unknown[]) => decodeJson(deriv, messages, NOW);
const request = { ticks_history: 'R_100', end: 'latest' };

describe('ticks of the past', () => {
  const ticks = [
    { pair: 'R_100@deriv', price: 5.5, timestamp: (T - 2) * 1000 },
    { pair: 'R_100@deriv', price: 5.75, timestamp: (T - 1) * 1000 },
  ];

  test('up to now, without waiting for a live tick', () => {
    expect(decode(history(request, [5.5, '5.750'], [T - 2, T - 1]))).toEqual([
      { type: 'ticks', origin: 'history', ticks, reaches: NOW },
    ]);
  });

  test('a page of older history does not reach to now', () => {
    expect(decode(history({ ...request, end: String(T) }, [5.5, 5.75], [T - 2, T - 1]))).toEqual([
      { type: 'ticks', origin: 'history', ticks },
    ]);
  });

  test('a price without its time, and a time without its price, are left out', () => {
    expect(decode(history(request, [5.5, null, 5.75, 6], [T - 2, T - 3, T - 1]))).toMatchObject([{ ticks }]);
  });

  test.each([undefined, null, {}, { ticks_history: 7 }, { ticks: 'R_100' }])(
    'with %j for its request it is nobody’s',
    (echo_req) => {
      expect(decode(history(echo_req, [5.5], [T - 2]))).toEqual([]);
      expect(decode(candles(echo_req, [[T - (T % 60) - 60, 1, 2, 1, 2]]))).toEqual([]);
    },
  );
});

describe('candles of the past', () => {
  const minute = T - (T % 60);
  const rows: [number, number, number, number, number][] = [
    [minute - 120, 1, 4, 0.5, 2],
    [minute - 60, 2, 5, 1.5, 3],
    [minute, 3, 3, 3, 3],
  ];
  const ended = [
    { time: (minute - 120) * 1000, open: 1, high: 4, low: 0.5, close: 2, ticks: 0 },
    { time: (minute - 60) * 1000, open: 2, high: 5, low: 1.5, close: 3, ticks: 0 },
  ];

  test.each([{ ...request, granularity: 60 }, request])('the ended ones of %j', (echo_req) => {
    expect(decode(candles(echo_req, rows))).toEqual([
      { type: 'candles', pair: 'R_100@deriv', duration: 60_000, candles: ended },
    ]);
  });

  test('have the length that was asked for', () => {
    const hour = T - (T % 3_600) - 3_600;
    expect(decode(candles({ ...request, granularity: 3_600 }, [[hour, 1, 4, 0.5, 2]]))).toMatchObject([
      { type: 'candles', duration: 3_600_000, candles: [{ time: hour * 1000 }] },
    ]);
  });

  test.each([0, -60, '60', 1.00001, 1e300, null])('%j is no length of candles', (granularity) => {
    expect(decode(candles({ ...request, granularity }, rows))).toEqual([]);
  });
});
