import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { milliseconds, type Milliseconds } from '../../shared/units.ts';
import type { BrokerEvent } from './broker.ts';
import { pocketOption } from './pocket-option.ts';

/** Broker seconds: 2025-08-31 20:47 UTC, two hours ahead. */
const T = 1756687630;
const UTC = (T - 7_200) * 1000;
const NOW = milliseconds(UTC + 400);

const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const header = (event: string): string => `451-["${event}",{"_placeholder":true,"num":0}]`;
const inline = (event: string, ...args: unknown[]): string => `42${JSON.stringify([event, ...args])}`;
const LIVE = inline('updateStream', [['EURUSD_otc', T, 1.1]]);
const LIVE_EVENT = {
  type: 'ticks',
  origin: 'live',
  ticks: [{ pair: 'EURUSD_otc', price: 1.1, timestamp: UTC }],
};

type Frame = string | Uint8Array;

const decode = (frames: Frame[], receivedAt: Milliseconds = NOW): BrokerEvent[] => {
  const decoder = pocketOption.createDecoder();
  return frames.flatMap((frame) => decoder.decode(frame, receivedAt));
};

/** What frames say once the socket's clock is known. */
const decodeLive = (...frames: Frame[]): BrokerEvent[] => decode([LIVE, ...frames]).slice(1);

describe('updateStream', () => {
  const tick = { pair: '#AAPL_otc', price: 181.05, timestamp: UTC + 382 };
  const row = ['#AAPL_otc', T + 0.382, 181.05];

  test.each<[string, Frame[]]>([
    ['header and attachment', [header('updateStream'), bytes([row])]],
    ['attachment with an old leading byte', [header('updateStream'), new Uint8Array([4, ...bytes([row])])]],
    ['attachment in base64', [header('updateStream'), `b4${Buffer.from(bytes([row])).toString('base64')}`]],
    ['rows inline', [inline('updateStream', [row])]],
    ['one row', [inline('updateStream', row)]],
    ['flat', [inline('updateStream', ...row)]],
    ['rows within rows', [inline('updateStream', [[row]])]],
    ['JSON as a string', [inline('updateStream', JSON.stringify([row]))]],
    ['a row with more values', [inline('updateStream', [[...row, 0, null]])]],
  ])('%s', (_name, frames) => {
    expect(decodeLive(...frames)).toEqual([{ type: 'ticks', origin: 'live', ticks: [tick] }]);
  });

  test('several rows, the bad ones left out', () => {
    const rows = [
      row,
      ['EURUSD_otc', Number.NaN, 1],
      ['EURUSD_otc', -T, 1],
      ['EURUSD_otc', T, -1],
      ['EURUSD_otc', T, 0],
      ['EURUSD_otc', T],
      ['EURUSD_otc', `${T}`, '1.1'],
      ['no pair', T, 1],
      ['', T, 1],
      [7, T, 1],
      null,
      ['TON-USD_otc', T + 1, 3.2],
    ];
    expect(decodeLive(header('updateStream'), bytes(rows))).toEqual([
      {
        type: 'ticks',
        origin: 'live',
        ticks: [tick, { pair: 'TON-USD_otc', price: 3.2, timestamp: UTC + 1_000 }],
      },
    ]);
  });

  test('no bytes of JSON, no tick', () => {
    expect(decodeLive(header('updateStream'), new Uint8Array([0xff, 0xfe]))).toEqual([]);
  });
});

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

describe('assets, charts, favourites', () => {
  const row = [
    170,
    '#AAPL_otc',
    'Apple OTC',
    'stock',
    3,
    92,
    60,
    30,
    3,
    1,
    0,
    5,
    [],
    1756771200,
    true,
    [],
    0,
    5,
  ];

  test('updateAssets', () => {
    const bad = [
      [],
      [1, 'A b', 'A', 'stock', 2],
      [1, 'A', 'A', 'stock', -2],
      [1, 'A', null, 'stock', 2],
      'x',
    ];
    expect(
      decode([header('updateAssets'), bytes([row, ...bad, [1, 'EURUSD', 'EUR/USD', 'currency', 5]])]),
    ).toEqual([
      {
        type: 'assets',
        assets: [
          { pair: '#AAPL_otc', label: 'Apple OTC', digits: 3, kind: 'stock', payout: 92, open: true },
          {
            pair: 'EURUSD',
            label: 'EUR/USD',
            digits: 5,
            kind: 'currency',
            payout: undefined,
            open: undefined,
          },
        ],
      },
    ]);
  });

  test('updateCharts', () => {
    const settings = { chartId: 'chart-1', chartPeriod: 4, symbol: 'GBPUSD_otc', fastTimeframe: 60 };
    const payload = [{ chart_id: 'chart-1', settings: JSON.stringify(settings) }];
    expect(decode([header('updateCharts'), bytes(payload)])).toEqual([
      { type: 'page', pair: 'GBPUSD_otc', timeframe: '1m' },
    ]);
    expect(decode([inline('updateCharts', [{ settings: { ...settings, fastTimeframe: 180 } }])])).toEqual([
      { type: 'page', pair: 'GBPUSD_otc', timeframe: undefined },
    ]);
    expect(decode([inline('updateCharts', [{ settings: '{' }, 5, { settings: {} }])])).toEqual([]);
  });

  test.each(['successfavorite/change', 'successfavorite/load', 'favorite/load'])('%s', (event) => {
    expect(decode([header(event), bytes(['AUDCAD_otc', 5, 'no pair'])])).toEqual([
      { type: 'favourites', pairs: ['AUDCAD_otc'] },
    ]);
  });
});

/** Payloads that look like prices, from the recordings, under names that carry none. */
const DECOYS = [
  'signals/update',
  'signals/load',
  'depth/change',
  'updateAssets',
  'successsignals/stats',
  'successupdateBalance',
  'updateOpenedDeals',
  'updateClosedDeals',
  'successprice-alert/load',
  'chat_room_list',
  'updatestream',
  'constructor',
  '__proto__',
];

describe('decoys', () => {
  test.each(DECOYS)('%s gives no tick', (event) => {
    const payloads = [
      [['EURUSD_otc', T, 1.1]],
      { signals: [['EURUSD_otc', [[1, 0]], 1.1]] },
      { asset: 'EURUSD_otc', period: 60, history: [[T, 1.1]], candles: [[T - 600, 1, 1, 1, 1]] },
      [[T, [['EURUSD_otc', 120, 176]]]],
    ];
    for (const payload of payloads) {
      expect(decodeLive(header(event), bytes(payload))).toEqual([]);
      expect(decodeLive(inline(event, payload))).toEqual([]);
    }
  });

  test('a decoy whose attachment never came does not lend its name to the next', () => {
    expect(
      decodeLive(header('updateStream'), header('signals/update'), bytes([['EURUSD_otc', T, 1.1]])),
    ).toEqual([]);
  });
});

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
    fc.string().map((text): Frame[] => [text]),
    fc.uint8Array().map((raw): Frame[] => [raw]),
    fc.constant([LIVE]),
  );

  test('throws nothing and gives only sound ticks', () => {
    fc.assert(
      fc.property(fc.array(frames, { maxLength: 10 }), (sequence) => {
        for (const said of decode(sequence.flat())) {
          if (said.type !== 'ticks') continue;
          for (const { price, timestamp } of said.ticks) {
            expect(Number.isFinite(price) && price > 0).toBe(true);
            expect(Number.isSafeInteger(timestamp)).toBe(true);
          }
        }
      }),
    );
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

  test('decoys with any payload give no tick', () => {
    fc.assert(
      fc.property(fc.constantFrom(...DECOYS), payload, (name, value) => {
        const events = decodeLive(header(name), bytes(value), inline(name, value));
        expect(events.filter(({ type }) => type === 'ticks' || type === 'candles')).toEqual([]);
      }),
    );
  });
});
