import { describe, expect, test } from 'vitest';
import { iso, message, NOW, quote, T } from '../../../testing/binomo-frames.ts';
import { decodeFrames, decodeJson, jsonBytes } from '../../../testing/decode-frames.ts';
import { binomo } from './binomo.ts';

const AHEAD_MS = 7_200_000;

const decode = (...messages: unknown[]) => decodeJson(binomo, messages, NOW);
const live = (...ticks: [string, number, number][]) => ({
  type: 'ticks',
  origin: 'live',
  ticks: ticks.map(([pair, price, timestamp]) => ({ pair, price, timestamp })),
});

describe('quotes', () => {
  const event = live(['Z-CRY/IDX@binomo', 641.867, T]);
  const { created_at, ...untimed } = quote('Z-CRY/IDX', 641.867, iso(T));

  test.each([
    ['created_at', message({ ...untimed, created_at })],
    ['sent_at', message({ ...untimed, sent_at: iso(T) })],
    ['the quote’s own time before the sender’s', message({ ...untimed, created_at, sent_at: iso(T + 90) })],
    ['seconds', message({ ...untimed, created_at: T / 1000 })],
    ['milliseconds', message({ ...untimed, created_at: T })],
  ])('with %s', (_name, value) => {
    expect(decode(value)).toEqual([event]);
    expect(decodeFrames(binomo, [jsonBytes(value)], NOW)).toEqual([event]);
  });

  test('several parts and assets, the bad ones left out', () => {
    const bad = [
      quote('EUR/USD', 0, iso(T)),
      quote('EUR/USD', -1, iso(T)),
      quote('EUR/USD', '1.1', iso(T)),
      quote('EUR/USD', 1.1, iso(T).replace('Z', '')),
      quote('EUR/USD', 1.1, undefined),
      quote('no pair', 1.1, iso(T)),
      quote(7, 1.1, iso(T)),
      null,
      [],
    ];
    const value = {
      data: [
        { assets: [...bad, quote('EUR/USD', 1.1, iso(T))], action: 'assets' },
        { assets: [quote('BTC/USD', 7, iso(T))], action: 'other' },
        null,
        { action: 'assets' },
        { assets: [quote('GBP/USD', 1.3, iso(T + 1))], action: 'assets' },
      ],
    };
    expect(decode(value)).toEqual([live(['EUR/USD@binomo', 1.1, T], ['GBP/USD@binomo', 1.3, T + 1])]);
  });

  test('the clock is measured: times two hours ahead come out as UTC', () => {
    expect(decode(message(quote('EUR/USD', 1.1, iso(T + AHEAD_MS))))).toEqual([
      live(['EUR/USD@binomo', 1.1, T]),
    ]);
  });
});

const DECOYS: unknown[] = [
  { data: [{ field: 'Z-CRY/IDX', action: 'subscribe' }], success: true, errors: [] },
  { topic: 'base', event: 'majority_opinion', payload: message(quote('EUR/USD', 1.1, iso(T))), ref: null },
  { ...message(quote('EUR/USD', 1.1, iso(T))), topic: 'base', event: 'majority_opinion' },
  ['5', null, 'asset:EUR/USD', 'majority_opinion', { assets: [quote('EUR/USD', 1.1, iso(T))] }],
  { topic: 'base', event: 'deal_created', payload: { ric: 'EUR/USD', rate: 1.1, created_at: iso(T) } },
  { data: { action: 'assets', assets: [quote('EUR/USD', 1.1, iso(T))] } },
  { data: [{ action: 'Assets', assets: [quote('EUR/USD', 1.1, iso(T))] }] },
];

test.each(DECOYS)('%j says nothing', (decoy) => {
  expect(decode(decoy)).toEqual([]);
  expect(decodeFrames(binomo, [jsonBytes(decoy)], NOW)).toEqual([]);
});
