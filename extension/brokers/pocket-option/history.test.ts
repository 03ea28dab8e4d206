import { describe, expect, test } from 'vitest';
import {
  bytes,
  decode,
  decodeLive,
  header,
  inline,
  LIVE,
  LIVE_EVENT,
  NOW,
  T,
} from '../../../testing/pocket-option-frames.ts';
import { milliseconds } from '../../../shared/units.ts';
import { pocketOption } from './pocket-option.ts';

describe('history', () => {
  const minute = T - (T % 60) - 300;
  const opened = {
    asset: 'EURUSD_otc',
    period: 60,
    history: [
      [minute + 0.5, 1.2],
      [minute + 1, 1.3],
    ],
    candles: [
      [T - (T % 60), 1, 1, 1, 1],
      [minute + 60, 1.1, 1.2, 1.4, 1.05],
      [minute, 1.5, 1.1, 1.6, 1],
      [minute - 60, 2, 1, 1.5, 1],
      [minute - 120, 'x', 1, 1, 1],
    ],
  };
  const at = (brokerSeconds: number): number => (brokerSeconds - 7_200) * 1000;
  const ticks = {
    type: 'ticks',
    origin: 'history',
    ticks: [
      { pair: 'EURUSD_otc', price: 1.2, timestamp: at(minute + 0.5) },
      { pair: 'EURUSD_otc', price: 1.3, timestamp: at(minute + 1) },
    ],
  };
  /** Of a chart that was opened: it has everything up to its receipt, in the broker's time less its lead. */
  const newestTicks = { ...ticks, reaches: at(T) };
  const candles = {
    type: 'candles',
    pair: 'EURUSD_otc',
    duration: 60_000,
    candles: [
      { time: at(minute + 60), open: 1.1, high: 1.4, low: 1.05, close: 1.2, ticks: 0 },
      { time: at(minute), open: 1.5, high: 1.6, low: 1, close: 1.1, ticks: 0 },
    ],
  };
  const page = { type: 'page', pair: 'EURUSD_otc', timeframe: '1m' };

  test.each(['updateHistoryNewFast', 'updateHistoryNew'])(
    '%s: ticks, ended candles in the order open, close, high, low, and the chart',
    (event) => {
      expect(decodeLive(header(event), bytes(opened))).toEqual([newestTicks, candles, page]);
      expect(decodeLive(inline(event, opened))).toEqual([newestTicks, candles, page]);
    },
  );

  test('waits for the first live tick, which lets it out at once', () => {
    expect(decode([header('updateHistoryNewFast'), bytes(opened)])).toEqual([page]);
    expect(decode([header('updateHistoryNewFast'), bytes(opened), LIVE])).toEqual([
      page,
      LIVE_EVENT,
      newestTicks,
      candles,
    ]);
  });

  test('a candle that had not ended when it came is left out, even if it waited until after its end', () => {
    const decoder = pocketOption.createDecoder();
    decoder.decode(inline('updateHistoryNewFast', { ...opened, history: [] }), NOW);
    const events = decoder.decode(
      inline('updateStream', [['EURUSD_otc', T + 90, 1.1]]),
      milliseconds(NOW + 90_000),
    );
    expect(events.slice(1)).toEqual([candles]);
  });

  test('what waits is bounded, the newest stay', () => {
    const payloads = Array.from({ length: 20 }, (_, i) =>
      inline('loadHistoryPeriod', { asset: 'EURUSD_otc', period: 5, data: [{ time: T - i, price: i + 1 }] }),
    );
    const prices = decode([...payloads, LIVE])
      .slice(1)
      .flatMap((event) => (event.type === 'ticks' ? event.ticks.map(({ price }) => price) : []));
    expect(prices).toEqual(Array.from({ length: 16 }, (_, i) => i + 5));
  });

  test('waits while the clock is in doubt', () => {
    const late = inline('updateStream', [['EURUSD_otc', T - 3_600, 1]]);
    const load = inline('loadHistoryPeriod', { asset: 'A', period: 5, data: [{ time: T, price: 3 }] });
    expect(decodeLive(late, load)).toEqual([]);
    expect(decodeLive(late, load, LIVE).map(({ type }) => type)).toEqual(['ticks', 'ticks']);
  });

  test.each(['loadHistoryPeriodFast', 'loadHistoryPeriod'])('%s: candles or ticks', (event) => {
    const row = { symbol_id: 86, time: minute, open: 1.5, close: 1.1, high: 1.6, low: 1 };
    expect(
      decodeLive(header(event), bytes({ asset: 'EURUSD_otc', index: 175668763340, data: [row], period: 60 })),
    ).toEqual([{ ...candles, candles: [candles.candles[1]] }]);
    const priced = [
      { symbol_id: 86, time: minute + 0.5, price: 1.2 },
      { time: minute + 1, price: 1.3 },
    ];
    expect(decodeLive(inline(event, { asset: 'EURUSD_otc', data: priced, period: 1 }))).toEqual([ticks]);
  });

  test.each([
    null,
    [],
    'x',
    {},
    { asset: 1, history: [[T, 1]] },
    { asset: 'no pair', history: [[T, 1]], candles: opened.candles, period: 60 },
    { asset: 'EURUSD_otc', period: 60, history: {}, candles: 'x', data: 5 },
    { asset: 'EURUSD_otc', period: -60, candles: opened.candles },
    { asset: 'EURUSD_otc', period: 7, candles: opened.candles },
  ])('%j gives neither ticks nor candles', (payload) => {
    for (const event of ['updateHistoryNewFast', 'loadHistoryPeriodFast']) {
      const events = decodeLive(inline(event, payload));
      expect(events.filter(({ type }) => type !== 'page')).toEqual([]);
    }
  });
});
