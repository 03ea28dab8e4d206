import { describe, expect, test } from 'vitest';
import { milliseconds } from '../../../shared/units.ts';
import {
  attachment,
  decode,
  decodeLive,
  DECOYS,
  header,
  inline,
  LIVE,
  NOW,
  T,
  UTC,
} from '../../../testing/quotex-frames.ts';

const ROW = ['EURCHF', T + 0.214, 0.94222, 1];
const TICK = { pair: 'EURCHF@quotex', price: 0.94222, timestamp: UTC + 214 };
const live = (...ticks: unknown[]) => ({ type: 'ticks', origin: 'live', ticks });

describe('quotes/stream', () => {
  const bytes = attachment([ROW]);

  test.each([
    ['behind the byte of Engine.IO 3', [header('quotes/stream'), bytes]],
    ['without that byte', [header('quotes/stream'), bytes.subarray(1)]],
    ['in base64', [header('quotes/stream'), `b4${Buffer.from(bytes.subarray(1)).toString('base64')}`]],
    ['inline', [inline('quotes/stream', [ROW])]],
    ['with a ping between', [header('quotes/stream'), '3', bytes]],
  ])('rows %s', (_name, frames) => {
    expect(decodeLive(...frames)).toEqual([live(TICK)]);
  });

  test('two headers, then their two attachments in the same order', () => {
    const frames = [header('quotes/stream'), header('depth/change'), bytes, attachment([['EURGBP', 4]])];
    expect(decodeLive(...frames)).toEqual([live(TICK)]);
    expect(decodeLive(header('depth/change'), header('quotes/stream'), bytes, bytes)).toEqual([live(TICK)]);
  });

  test('several rows, the bad ones left out', () => {
    const rows = [
      ROW,
      ['EURUSD', Number.NaN, 1],
      ['EURUSD', -T, 1],
      ['EURUSD', T, 0],
      ['EURUSD', T],
      ['EURUSD', `${T}`, '1.1'],
      ['no pair', T, 1],
      [7, T, 1],
      null,
      ['USDJPY_otc', T + 1, 149.283, 0],
    ];
    expect(decodeLive(header('quotes/stream'), attachment(rows))).toEqual([
      live(TICK, { pair: 'USDJPY_otc@quotex', price: 149.283, timestamp: UTC + 1_000 }),
    ]);
  });

  test('the clock of each socket is measured', () => {
    const ahead = inline('quotes/stream', [['EURCHF', T + 3 * 3_600, 0.9]]);
    expect(decode([ahead])).toEqual([live({ pair: 'EURCHF@quotex', price: 0.9, timestamp: UTC })]);
    expect(decode([LIVE])[0]).toMatchObject({ ticks: [{ timestamp: UTC }] });
  });
});

test('instruments/list', () => {
  const rest = [60, 30, 3, 1, 0, 0, [], 1790265979, true, [{ time: 60, price: 0 }], 15, 1.1, 85, 90];
  const rows = [
    [1, 'USDJPY_otc', '\nUSD/JPY (OTC)\n', 'currency', 3, 85, ...rest],
    [2, 'EURUSD', 'EUR/USD', 'currency', 5],
    [],
    [3, 'A b', 'A', 'stock', 2],
    [4, 'A', 'A', 'stock', -2],
    [5, 'A', null, 'stock', 2],
    'x',
  ];
  expect(decode([header('instruments/list'), attachment(rows)])).toEqual([
    {
      type: 'assets',
      assets: [
        {
          pair: 'USDJPY_otc@quotex',
          label: 'USD/JPY (OTC)',
          digits: 3,
          kind: 'currency',
          payout: 85,
          open: true,
        },
        {
          pair: 'EURUSD@quotex',
          label: 'EUR/USD',
          digits: 5,
          kind: 'currency',
          payout: undefined,
          open: undefined,
        },
      ],
    },
  ]);
  expect(decode([inline('instruments/list', [])])).toEqual([]);
});

describe('decoys', () => {
  test.each(DECOYS)('%s says nothing', (event) => {
    const payloads = [
      [ROW],
      [['EURGBP', 4]],
      { asset: 'EURCHF', period: 60, history: [[T, 1.1, 1]], candles: [[T - 600, 1, 1, 1, 1, 1]] },
    ];
    for (const payload of payloads) {
      expect(decodeLive(header(event), attachment(payload), inline(event, payload))).toEqual([]);
    }
  });

  test('binary data without a header says nothing', () => {
    expect(decode([attachment([ROW])], milliseconds(NOW))).toEqual([]);
  });
});
