import { describe, expect, test } from 'vitest';
import {
  bytes,
  decode,
  decodeLive,
  DECOYS,
  header,
  inline,
  T,
  UTC,
  type Frame,
} from '../../../testing/pocket-option-frames.ts';

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
