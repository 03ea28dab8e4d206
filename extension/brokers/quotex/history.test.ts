import { describe, expect, test } from 'vitest';
import {
  attachment,
  decode,
  decodeLive,
  header,
  inline,
  LIVE,
  T,
  UTC,
} from '../../../testing/quotex-frames.ts';

describe('history/list/v2', () => {
  const minute = T - (T % 60) - 300;
  const opened = {
    asset: 'EURUSD_otc',
    period: 60,
    history: [
      [minute + 0.5, 1.2, 1],
      [minute + 1, 1.3, 0],
    ],
    candles: [
      [T - (T % 60), 1, 1, 1, 1, 3],
      [minute + 60, 1.1, 1.2, 1.4, 1.05, 90, minute + 119],
      [minute, 1.5, 1.1, 1.6, 1, 88],
      [minute - 60, 2, 1, 1.5, 1, 70],
    ],
  };
  const pair = 'EURUSD_otc@quotex';
  const ticks = {
    type: 'ticks',
    origin: 'history',
    ticks: [
      { pair, price: 1.2, timestamp: (minute + 0.5) * 1000 },
      { pair, price: 1.3, timestamp: (minute + 1) * 1000 },
    ],
    reaches: UTC,
  };
  const candles = {
    type: 'candles',
    pair,
    duration: 60_000,
    candles: [
      { time: (minute + 60) * 1000, open: 1.1, high: 1.4, low: 1.05, close: 1.2, ticks: 0 },
      { time: minute * 1000, open: 1.5, high: 1.6, low: 1, close: 1.1, ticks: 0 },
    ],
  };
  const page = { type: 'page', pair, timeframe: '1m' };

  test('ticks, ended candles in the order open, close, high, low, and the chart', () => {
    expect(decodeLive(header('history/list/v2'), attachment(opened))).toEqual([ticks, candles, page]);
  });

  test('without a period: the ticks alone', () => {
    const { period, ...rest } = opened;
    expect(period).toBe(60);
    expect(decodeLive(inline('history/list/v2', rest))).toEqual([ticks, { ...page, timeframe: undefined }]);
  });

  test('waits for the first live tick', () => {
    const frames = [header('history/list/v2'), attachment(opened)];
    expect(decode(frames)).toEqual([page]);
    expect(decode([...frames, LIVE]).slice(2)).toEqual([ticks, candles]);
  });

  test.each([
    null,
    [],
    'x',
    {},
    { asset: 1, history: [[T, 1]] },
    { asset: 'no pair', history: [[T, 1]], candles: opened.candles, period: 60 },
    { asset: 'EURUSD', period: -60, history: {}, candles: opened.candles },
  ])('%j gives neither ticks nor candles', (payload) => {
    const events = decodeLive(inline('history/list/v2', payload));
    expect(events.filter(({ type }) => type !== 'page')).toEqual([]);
  });
});
